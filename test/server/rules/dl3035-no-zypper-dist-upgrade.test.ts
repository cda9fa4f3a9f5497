import { dl3035 } from '../../../server/src/rules/dl3035-no-zypper-dist-upgrade';
import { ruleCases } from '../../support/rule-cases';

ruleCases(dl3035, {
  from: 'opensuse/leap:15.6',
  onBuild: true,
  marks: [
    'RUN ⟦zypper dup⟧',
    'RUN ⟦zypper -n dist-upgrade⟧ --from x',
    'RUN zypper update',
    'RUN zypper install -y dup',
  ],
});
