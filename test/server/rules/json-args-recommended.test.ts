import { jsonArgsRecommended } from '../../../server/src/rules/json-args-recommended';
import { ruleCases } from '../../support/rule-cases';

ruleCases(jsonArgsRecommended, {
  marks: [
    'CMD ⟦a b⟧',
    'ENTRYPOINT ⟦a⟧',
    '⟦CMD⟧',
    "CMD ⟦['a']⟧",
    'CMD ["a"]',
    'CMD ["sh", "-c", "a"]',
    'SHELL ["bash", "-c"]\nCMD a',
    'CMD ⟦a⟧\nSHELL ["bash", "-c"]',
    'FROM a AS b\nSHELL ["x"]\nFROM b\nCMD c',
    'FROM a AS b\nSHELL ["x"]\nFROM a\nCMD ⟦c⟧',
    'RUN a\nHEALTHCHECK CMD a',
    'FROM a AS b\nONBUILD CMD c\nFROM ⟦b⟧',
  ],
  fixes: [
    ['CMD node "my app.js" --port=80', 'CMD ["node", "my app.js", "--port=80"]'],
    ["CMD exec 'a b'", 'CMD ["a b"]'],
    ['CMD node $APP', 'CMD ["/bin/sh", "-c", "node $APP"]'],
    ['CMD a && b', 'CMD ["/bin/sh", "-c", "a && b"]'],
    ['CMD A=1 b', 'CMD ["/bin/sh", "-c", "A=1 b"]'],
    ['CMD source x', 'CMD ["/bin/sh", "-c", "source x"]'],
    ['CMD echo "it\'s \\"x\\""', 'CMD ["/bin/sh", "-c", "echo \\"it\'s \\\\\\"x\\\\\\"\\""]'],
    ['CMD a \\\n  b', 'CMD ["a", "b"]'],
    [
      'FROM mcr.microsoft.com/windows/servercore:ltsc2022\nCMD a %X% && b',
      'FROM mcr.microsoft.com/windows/servercore:ltsc2022\nCMD ["cmd", "/S", "/C", "a %X% && b"]',
    ],
  ],
});
