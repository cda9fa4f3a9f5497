import { duplicateStageName } from '../../../server/src/rules/duplicate-stage-name';
import { ruleCases } from '../../support/rule-cases';

ruleCases(duplicateStageName, {
  marks: [
    'FROM a AS b\nFROM c AS ⟦b⟧\nFROM d AS ⟦B⟧',
    'FROM a AS b\nFROM b AS c',
    'FROM a\nFROM a',
    'FROM a AS b\nONBUILD FROM a AS b',
  ],
});
