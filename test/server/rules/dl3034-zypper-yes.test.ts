import { dl3034 } from '../../../server/src/rules/dl3034-zypper-yes';
import { ruleCases } from '../../support/rule-cases';

ruleCases(dl3034, {
  from: 'opensuse/leap:15.6',
  onBuild: true,
  marks: [
    'RUN ⟦zypper install⟧ a && ⟦zypper rm⟧ b',
    'RUN ⟦zypper --no-gpg-checks in⟧ a',
    'RUN zypper -n install a; zypper in -y a; zypper --non-interactive patch',
    'RUN zypper refresh',
  ],
  fixes: [['RUN zypper in a', 'RUN zypper in -y a']],
});
