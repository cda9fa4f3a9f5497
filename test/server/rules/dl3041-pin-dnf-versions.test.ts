import { dl3041 } from '../../../server/src/rules/dl3041-pin-dnf-versions';
import { ruleCases } from '../../support/rule-cases';

ruleCases(dl3041, {
  from: 'fedora:42',
  onBuild: true,
  marks: [
    'RUN dnf install -y ⟦a⟧ b-1.2 @c',
    'RUN microdnf install -y --setopt install_weak_deps=0 ⟦a⟧ && dnf5 in -y ⟦b⟧',
    'RUN dnf module -y install ⟦nodejs⟧ php:8.2',
    'RUN dnf group install -y "X y"',
    'RUN notdnf install a',
  ],
  fixes: [['RUN dnf module install a', 'RUN dnf module install a:STREAM']],
});
