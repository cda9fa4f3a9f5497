import { secretsUsedInArgOrEnv } from '../../../server/src/rules/secrets-used-in-arg-or-env';
import { ruleCases } from '../../support/rule-cases';

ruleCases(secretsUsedInArgOrEnv, {
  marks: [
    'FROM a\nARG ⟦TOKEN⟧',
    'FROM a\nARG ⟦a_password⟧=x b ⟦AUTH⟧',
    'ENV ⟦API_KEY⟧=1 MONKEY=2 KEYS=3',
    'ENV ⟦passwd⟧ x',
    'ENV PUBLIC_KEY=1 TOKEN_FILE=2 version_secret=3',
    'ENV k=TOKEN\nENV ⟦MY_$k⟧=1',
    'ARG TOKEN\nFROM a',
    'FROM a AS b\nONBUILD ARG TOKEN\nFROM ⟦b⟧',
    'LABEL token=1\nRUN TOKEN=1 x',
  ],
});
