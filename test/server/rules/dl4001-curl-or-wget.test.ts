import { dl4001 } from '../../../server/src/rules/dl4001-curl-or-wget';
import { ruleCases } from '../../support/rule-cases';

ruleCases(dl4001, {
  onBuild: true,
  marks: [
    'RUN curl a && ⟦wget⟧ b && curl c',
    'RUN wget a\nRUN x\nRUN ⟦curl⟧ b\nRUN wget c',
    'FROM debian:13 AS a\nRUN curl a\nFROM debian:13\nRUN wget a && ⟦curl⟧ b',
    'FROM debian:13 AS a\nRUN curl a\nFROM a\nRUN wget a',
    'RUN apt-get install -y curl wget && curl x',
    'RUN command -v wget && curl x',
    'RUN curl a | curl b',
  ],
});
