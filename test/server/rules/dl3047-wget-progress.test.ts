import { dl3047 } from '../../../server/src/rules/dl3047-wget-progress';
import { ruleCases } from '../../support/rule-cases';

ruleCases(dl3047, {
  onBuild: true,
  marks: [
    'RUN ⟦wget⟧ https://x.org/a && ⟦wget⟧ -O - https://x.org/b | tar x',
    'RUN ⟦wget⟧ -O q https://x.org/a',
    'RUN wget -q https://x.org/a; wget -qO- https://x.org/a; wget -nv https://x.org/a',
    'RUN wget --progress=dot:mega https://x.org/a; wget --no-verbose https://x.org/a',
    'RUN wget -o log https://x.org/a; wget --append-output=log https://x.org/a; wget --spider https://x.org',
    'RUN apt-get install -y wget',
  ],
  fixes: [
    ['RUN wget https://x.org/a', 'RUN wget --progress=dot:giga https://x.org/a'],
    ['FROM alpine:3.22\nRUN wget https://x.org/a', 'FROM alpine:3.22\nRUN wget -q https://x.org/a'],
    [
      'FROM alpine:3.22\nRUN apk add wget && wget https://x.org/a',
      'FROM alpine:3.22\nRUN apk add wget && wget --progress=dot:giga https://x.org/a',
    ],
  ],
});
