import { dl3030 } from '../../../server/src/rules/dl3030-yum-yes';
import { ruleCases } from '../../support/rule-cases';

ruleCases(dl3030, {
  from: 'amazonlinux:2',
  onBuild: true,
  marks: [
    'RUN ⟦yum install⟧ a',
    'RUN ⟦yum groupinstall⟧ "Development Tools" && ⟦yum localinstall⟧ a.rpm',
    'RUN yum -y install a; yum install -y a; yum install --assumeyes a',
    'RUN yum clean all',
    'RUN yes | yum install a',
  ],
  fixes: [['RUN yum install a', 'RUN yum install -y a']],
});
