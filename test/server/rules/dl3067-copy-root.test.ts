import { dl3067 } from '../../../server/src/rules/dl3067-copy-root';
import { ruleCases } from '../../support/rule-cases';

ruleCases(dl3067, {
  marks: [
    'FROM a:1 AS b\nRUN c\nFROM d:1\nCOPY --from=b ⟦/ /⟧',
    'FROM a:1 AS b\nRUN c\nFROM d:1\nCOPY --link --from=b ["x", ⟦"/", "/"⟧]',
    'FROM a:1 AS b\nRUN c\nFROM d:1\nCOPY --from=b /x /',
    'FROM a:1 AS b\nRUN c\nFROM d:1\nCOPY --from=b / /x',
    'FROM a:1 AS b\nRUN c\nFROM scratch\nCOPY --from=b / /',
    'FROM a:1 AS b\nFROM d:1\nCOPY --from=b / /',
    'COPY --from=a/b:1 / /',
    'COPY / /',
    'FROM a:1 AS b\nRUN c\nFROM d:1\nONBUILD COPY --from=b ⟦/ /⟧',
  ],
});
