import { exposeInvalidFormat } from '../../../server/src/rules/expose-invalid-format';
import { ruleCases } from '../../support/rule-cases';

ruleCases(exposeInvalidFormat, {
  marks: [
    'EXPOSE ⟦8080:80⟧ 81',
    'EXPOSE ⟦127.0.0.1:8080:80/udp⟧',
    'EXPOSE ⟦[::1]:8080:80⟧',
    'ENV p=1:2\nEXPOSE ⟦$p⟧',
    'EXPOSE 80 81-82/tcp',
    'FROM a AS b\nONBUILD EXPOSE 1:2\nFROM ⟦b⟧',
  ],
  fixes: [['EXPOSE 127.0.0.1:8080:80-81/udp 9', 'EXPOSE 80-81/udp 9']],
});
