import { dl3002 } from '../../../server/src/rules/dl3002-last-user-root';
import { ruleCases } from '../../support/rule-cases';

ruleCases(dl3002, {
  marks: [
    'USER ⟦root⟧',
    'USER ⟦0⟧',
    'USER ⟦root:app⟧',
    'USER app\nUSER ⟦root⟧',
    'USER root\nUSER app',
    'USER ⟦"root"⟧',
    'ARG U=root\nUSER $U',
    'USER rooty',
    'FROM debian:13 AS a\nUSER ⟦root⟧\nFROM scratch\nUSER app',
    'FROM debian:13 AS a\nUSER root\nFROM debian:13\nCOPY --from=a /x /y\nUSER app',
    'FROM debian:13 AS a\nUSER root\nFROM a\nUSER app',
    'FROM debian:13 AS a\nUSER ⟦root⟧\nFROM a AS b\nFROM a',
    'ONBUILD USER root',
  ],
});
