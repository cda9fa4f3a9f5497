import { dl3022 } from '../../../server/src/rules/dl3022-copy-from-known-stage';
import { ruleCases } from '../../support/rule-cases';

ruleCases(dl3022, {
  marks: [
    'COPY --from=⟦nginx⟧ /a /b',
    'COPY --from=a/b /a /b',
    'FROM a:1 AS build: x\nFROM b:1\nCOPY --from=build /a /b',
    'FROM b:1\nCOPY --from=⟦build⟧ /a /b\nFROM a:1 AS build: x',
    'ONBUILD COPY --from=⟦nginx⟧ /a /b',
    'COPY --from=nginx:1 /a /b',
    'COPY --from=localhost:5000/a /a /b',
    'FROM a:1 AS build\nFROM b:1\nCOPY --from=BUILD /a /b',
    'FROM a:1 AS build\nFROM b:1\nCOPY --from=⟦biuld⟧ /a /b',
    'FROM a:1\nFROM b:1\nCOPY --from=0 /a /b',
    'RUN --mount=from=nginx,target=/x a',
  ],
  fixes: [
    ['FROM a:1 AS build\nFROM b:1\nCOPY --from=biuld /a /b', 'FROM a:1 AS build\nFROM b:1\nCOPY --from=build /a /b'],
  ],
});
