import { dl3033 } from '../../../server/src/rules/dl3033-pin-yum-versions';
import { ruleCases } from '../../support/rule-cases';

ruleCases(dl3033, {
  from: 'almalinux:9',
  marks: [
    'RUN yum install -y ⟦a⟧ b-1.2 ⟦c-devel⟧ d-e-3.4-1.el9',
    'RUN yum -y --enablerepo epel install ⟦a⟧ https://x.org/b.rpm @group',
    'RUN yum module install -y ⟦nodejs⟧ php:8.2',
    'ARG V=1\nFROM almalinux:9\nARG V\nRUN yum install -y a-${V}',
    'ENV V=1\nRUN yum install -y a-$V',
    '# no base yet\nENV V 1\nRUN yum install -y a-${V} ⟦b-$W⟧',
    'RUN V=1 && yum install -y a-$V',
    'RUN yum install -y ⟦a-$UNKNOWN⟧ $PACKAGES',
    'ONBUILD RUN yum install -y ⟦a⟧',
    'RUN yum remove -y a && yum groupinstall -y "X y"',
  ],
  fixes: [['RUN yum install -y a', 'RUN yum install -y a-VERSION']],
});
