import { dl3044 } from '../../../server/src/rules/dl3044-env-self-reference';
import { ruleCases } from '../../support/rule-cases';

ruleCases(dl3044, {
  from: 'node:24',
  marks: [
    'ENV A=1 B=⟦$A⟧',
    'ENV A=1 B="${C}x⟦${A}⟧"',
    'ENV B=⟦$A⟧ A=1',
    'ONBUILD ENV A=1 B=⟦$A⟧',
    'ENV A=1\nENV B=$A',
    'ENV A=1\nENV A=2 B=$A',
    'ARG A\nENV A=1 B=$A',
    'ENV A=1 B=$AB',
    '# no base yet\nENV A=1\nENV A=2 B=$A',
    '# no base yet\nENV A=1 B=⟦$A⟧',
    'ENV PATH=/x:$PATH',
    'ENV A=$A',
    "ENV A=1 B='$A'",
    'LABEL A=1 B=$A',
  ],
  fixes: [
    ['ENV A=1 B=$A C=3', 'ENV A=1\nENV B=$A C=3'],
    ['ENV A=1 \\\n    B=$A', 'ENV A=1\nENV B=$A'],
    ['ENV A=1 \\\n  # why\n    B=$A', 'ENV A=1 \\\n  # why\n    B=$A'],
    ['ENV B=$A A=1', 'ENV B=$A A=1'],
  ],
});
