import { dl3037 } from '../../../server/src/rules/dl3037-pin-zypper-versions';
import { ruleCases } from '../../support/rule-cases';

ruleCases(dl3037, {
  from: 'opensuse/leap:15.6',
  onBuild: true,
  marks: [
    'RUN zypper -n in ⟦a⟧ b=1 "c>=2"',
    'RUN zypper -n in --from repo ⟦a⟧ /tmp/b.rpm -- -c',
    'RUN zypper -n in -t pattern devel',
    'RUN zypper -n in --type package ⟦a⟧',
    'RUN zypper -n rm a',
  ],
  fixes: [['RUN zypper in a', 'RUN zypper in a=VERSION']],
});
