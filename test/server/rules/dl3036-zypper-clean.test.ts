import { dl3036 } from '../../../server/src/rules/dl3036-zypper-clean';
import { ruleCases } from '../../support/rule-cases';

ruleCases(dl3036, {
  from: 'opensuse/leap:15.6',
  onBuild: true,
  marks: [
    'RUN ⟦zypper -n install⟧ a',
    'RUN zypper clean && ⟦zypper -n in⟧ a',
    'RUN zypper -n in a && zypper cc -a',
    'RUN zypper -n in a && rm -rf /var/cache/zypp/*',
    'RUN --mount=type=tmpfs,target=/var/cache/zypp zypper -n in a',
    'RUN zypper -n rm a',
  ],
  fixes: [['RUN zypper -n in a', 'RUN zypper -n in a && zypper clean']],
});
