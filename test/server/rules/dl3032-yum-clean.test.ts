import { dl3032 } from '../../../server/src/rules/dl3032-yum-clean';
import { ruleCases } from '../../support/rule-cases';

ruleCases(dl3032, {
  from: 'amazonlinux:2',
  onBuild: true,
  marks: [
    'RUN ⟦yum install⟧ -y a',
    'RUN yum install -y a && ⟦yum -y update⟧ && rm -rf /tmp/x',
    'RUN yum clean all && ⟦yum install⟧ -y a',
    'RUN yum install -y a && yum clean all',
    'RUN yum clean all && yum install -y a && yum clean all',
    'RUN yum install -y a && dnf clean all',
    'RUN yum install -y a && rm -rf /var/cache/yum/*',
    'RUN --mount=type=cache,target=/var/cache/yum yum install -y a',
    'RUN yum remove -y a',
  ],
  fixes: [['RUN yum install -y a', 'RUN yum install -y a && yum clean all']],
});
