import { noEmptyContinuation } from '../../../server/src/rules/no-empty-continuation';
import { ruleCases } from '../../support/rule-cases';

ruleCases(noEmptyContinuation, {
  marks: [
    'RUN a \\\n\n⟦  && b⟧',
    'RUN a \\\n  \n\n  b \\\n⟦  c⟧\nRUN d',
    'RUN a \\\n# comment\n  b',
    'ENV a=1 \\\n\n⟦  b=2⟧',
    'ONBUILD RUN a \\\n\n⟦  && b⟧',
    'RUN a\n\nRUN b',
    'RUN <<E\na \\\n\nb\nE',
  ],
  fixes: [
    ['RUN a \\\n\n  && b\n', 'RUN a \\\n  && b\n'],
    ['RUN a \\\n  \n\n  b \\\n\t\n  c', 'RUN a \\\n  b \\\n  c'],
    ['RUN a \\\n# x\n\n# y\n  b', 'RUN a \\\n# x\n# y\n  b'],
  ],
});
