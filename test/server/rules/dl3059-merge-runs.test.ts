import { dl3059 } from '../../../server/src/rules/dl3059-merge-runs';
import { ruleCases } from '../../support/rule-cases';

ruleCases(dl3059, {
  marks: [
    'RUN a\n⟦RUN⟧ b\n⟦RUN⟧ c',
    'RUN a\n\n# why\n⟦RUN⟧ b',
    'RUN ["a"]\n⟦RUN⟧ b',
    'RUN --network=none --mount=type=cache,target=/x a\n⟦RUN⟧ --mount=type=cache,target=/x --network=none b',
    'RUN a && b\nRUN c',
    'RUN a\nRUN b | c',
    'RUN a "$(b)"\nRUN c',
    'RUN a\nENV x=y\nRUN b',
    'RUN --network=none a\nRUN b',
    'RUN <<EOF\na\nEOF\nRUN b',
    'ONBUILD RUN a\nONBUILD RUN b',
    'FROM debian:13 AS a\nRUN a\nRUN b\nFROM scratch\nCOPY --from=a /x /y',
    'FROM debian:13 AS a\nRUN a\n⟦RUN⟧ b\nFROM a',
    'FROM debian:13\nRUN a\nFROM debian:13\nRUN b',
  ],
  fixes: [
    ['RUN a\nRUN b', 'RUN a && \\\n    b'],
    ['RUN a \\\n  x\n# why\nRUN --network=default  b', 'RUN a \\\n  x\n# why\nRUN --network=default  b'],
    ['RUN a\n# why\nRUN b \\\n  c', 'RUN a && \\\n# why\n    b \\\n  c'],
    ['RUN a # x\nRUN b', 'RUN a # x\nRUN b'],
    ['RUN ["a"]\nRUN b', 'RUN ["a"]\nRUN b'],
  ],
});
