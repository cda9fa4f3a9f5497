import { dl3025 } from '../../../server/src/rules/dl3025-exec-form';
import { ruleCases } from '../../support/rule-cases';

ruleCases(dl3025, {
  marks: [
    'HEALTHCHECK CMD ⟦a || b⟧',
    'HEALTHCHECK --interval=5s CMD ⟦a⟧',
    'HEALTHCHECK CMD ["a"]',
    'HEALTHCHECK NONE',
    'ONBUILD HEALTHCHECK CMD ⟦a⟧',
    'CMD a',
    'SHELL ["/bin/bash", "-c"]\nCMD ⟦a⟧',
    'SHELL ["/bin/bash", "-c"]\nENTRYPOINT ["a"]',
    'CMD a\nSHELL ["/bin/bash", "-c"]',
    'FROM a:1 AS b\nSHELL ["/bin/bash", "-c"]\nFROM b\nENTRYPOINT ⟦a b⟧',
  ],
});
