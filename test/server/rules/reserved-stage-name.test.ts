import { reservedStageName } from '../../../server/src/rules/reserved-stage-name';
import { ruleCases } from '../../support/rule-cases';

ruleCases(reservedStageName, {
  marks: [
    'FROM a AS ⟦scratch⟧',
    'FROM a AS ⟦CONTEXT⟧',
    'FROM scratch AS build',
    'FROM a AS contexts',
    'FROM a\nONBUILD FROM a AS scratch',
  ],
});
