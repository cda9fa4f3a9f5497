import { fromAsCasing } from '../../../server/src/rules/from-as-casing';
import { ruleCases } from '../../support/rule-cases';

ruleCases(fromAsCasing, {
  marks: [
    'FROM a ⟦as⟧ b',
    'from a ⟦AS⟧ b',
    'FROM a ⟦As⟧ b',
    'From a as b',
    'From a AS b',
    'FROM a AS as',
    'FROM a\nONBUILD FROM a as b',
    'FROM --platform=linux/amd64 a \\\n  ⟦as⟧ b',
  ],
  fixes: [
    ['FROM a as b', 'FROM a AS b'],
    ['FROM x\nfrom a AS b', 'FROM x\nfrom a as b'],
  ],
});
