import { stageNameCasing } from '../../../server/src/rules/stage-name-casing';
import { ruleCases } from '../../support/rule-cases';

ruleCases(stageNameCasing, {
  marks: [
    'FROM a AS ⟦Build⟧',
    'FROM a as ⟦bUILD-1⟧',
    'FROM A AS build',
    'FROM a AS b\nFROM B',
    'FROM a B',
    'FROM a\nONBUILD FROM a AS B',
  ],
  fixes: [['FROM a AS Build\nCOPY --from=Build x y', 'FROM a AS build\nCOPY --from=Build x y']],
});
