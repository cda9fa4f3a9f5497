import { dl3057 } from '../../../server/src/rules/dl3057-healthcheck-missing';
import { ruleCases } from '../../support/rule-cases';

ruleCases(dl3057, {
  marks: [
    'HEALTHCHECK CMD a',
    'HEALTHCHECK NONE',
    'ARG A\n⟦FROM⟧ a:1\nONBUILD RUN b',
    'FROM a:1 AS b\nHEALTHCHECK CMD c\nFROM b',
    'FROM a:1 AS b\nFROM b\nHEALTHCHECK CMD c',
    'FROM a:1 AS b\nFROM c:1\nCOPY --from=b /x /y\nHEALTHCHECK NONE',
    'ARG A\n⟦FROM⟧ a:1\n⟦FROM⟧ b:1',
  ],
});
