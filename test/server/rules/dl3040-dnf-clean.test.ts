import { dl3040 } from '../../../server/src/rules/dl3040-dnf-clean';
import { ruleCases } from '../../support/rule-cases';

ruleCases(dl3040, {
  from: 'fedora:42',
  onBuild: true,
  marks: [
    'RUN ⟦dnf install⟧ -y a',
    'RUN ⟦dnf -y up⟧ && microdnf clean all',
    'RUN dnf clean all && ⟦dnf install⟧ -y a',
    'RUN dnf install -y a && rm -rf /tmp/x && dnf clean all',
    'RUN dnf install -y a && rm -rf /var/cache/dnf /var/cache/libdnf5',
    'RUN dnf5 install -y a && dnf clean all',
    'RUN --mount=type=cache,target=/var/cache/libdnf5 dnf install -y a',
    'RUN --mount=type=cache,target=/root/.cache/libdnf5 dnf install -y a',
    'RUN dnf remove -y a',
  ],
  fixes: [['RUN microdnf -y update', 'RUN microdnf -y update && microdnf clean all']],
});
