import { legacyKeyValueFormat } from '../../../server/src/rules/legacy-key-value-format';
import { ruleCases } from '../../support/rule-cases';

ruleCases(legacyKeyValueFormat, {
  marks: [
    'ENV ⟦a b⟧',
    'LABEL ⟦a b c⟧',
    'ENV a=b c=d',
    'ENV ⟦a b=c⟧',
    'ARG a',
    'FROM a AS b\nONBUILD ENV c d\nFROM ⟦b⟧',
    'FROM a AS b\nENV c d\nFROM a',
    'ENV ⟦a \\\n  b⟧',
  ],
  fixes: [
    ['ENV a b', 'ENV a=b'],
    ['ENV  a   b c', 'ENV  a="b c"'],
    ['ENV a $b/c $d', 'ENV a="$b/c $d"'],
    ['ENV a "b c"', 'ENV a="b c"'],
    ['ENV a "b" c \'d e\'', 'ENV a="b"\\ c\\ \'d e\''],
    ['ENV a b\\ c d', 'ENV a=b\\ c\\ d'],
    ['ENV a b=c', 'ENV a=b=c'],
    ['ENV a "b\\" c" d', 'ENV a="b\\" c"\\ d'],
    ['# escape=`\nFROM a\nENV p C:\\x y', '# escape=`\nFROM a\nENV p="C:\\x y"'],
    ['ENV a \\\n  b', 'ENV a=b'],
    ['ENV a b \\\n  c', 'ENV a="b \\\n  c"'],
    ['ENV a \\\n  b $c \\\n# d\n\n  e \\\n', 'ENV a="b $c \\\n# d\n\n  e" \\\n'],
    ['# escape=`\nFROM a\nENV p C:\\x `\n y', '# escape=`\nFROM a\nENV p="C:\\x `\n y"'],
    ['ENV a "b" \\\n  c', 'ENV a "b" \\\n  c'],
    ['ENV a b\\ c \\\n  d', 'ENV a b\\ c \\\n  d'],
    ['ENV a \\\n# b\n  c \\\n  d', 'ENV a \\\n# b\n  c \\\n  d'],
  ],
});
