import { exposeProtoCasing } from '../../../server/src/rules/expose-proto-casing';
import { ruleCases } from '../../support/rule-cases';

ruleCases(exposeProtoCasing, {
  marks: [
    'EXPOSE ⟦80/TCP⟧ 81/udp ⟦82/Sctp⟧',
    'ENV p=80/UDP\nEXPOSE ⟦$p⟧',
    'EXPOSE 80 80/X',
    'EXPOSE ⟦1:80/Tcp⟧',
    'ONBUILD EXPOSE 80/TCP',
    'FROM a:1 AS b\nONBUILD EXPOSE 80/TCP\nFROM ⟦b⟧',
  ],
  fixes: [
    ['EXPOSE 80/TCP 81', 'EXPOSE 80/tcp 81'],
    ['ENV p=80/UDP\nEXPOSE $p', 'ENV p=80/UDP\nEXPOSE $p'],
  ],
});
