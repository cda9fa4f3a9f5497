import { dl3038 } from '../../../server/src/rules/dl3038-dnf-yes';
import { ruleCases } from '../../support/rule-cases';

ruleCases(dl3038, {
  from: 'fedora:42',
  onBuild: true,
  marks: [
    'RUN ⟦dnf install⟧ a && ⟦dnf5 in⟧ b && ⟦microdnf install⟧ c',
    'RUN dnf -y install a; dnf install --assumeyes a; dnf install --downloadonly a',
    'FROM registry.access.redhat.com/ubi9/ubi-minimal:9.6\nRUN microdnf install a',
    'FROM registry.access.redhat.com/ubi9/ubi:9.6\nRUN ⟦dnf install⟧ a',
  ],
  fixes: [['RUN dnf install a', 'RUN dnf install -y a']],
});
