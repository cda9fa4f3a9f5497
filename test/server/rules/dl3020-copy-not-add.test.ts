import { dl3020 } from '../../../server/src/rules/dl3020-copy-not-add';
import { ruleCases } from '../../support/rule-cases';

ruleCases(dl3020, {
  marks: [
    '⟦ADD⟧ a /b',
    '⟦ADD⟧ a b.txt /c/',
    '⟦ADD⟧ ["a b", "/c"]',
    '⟦add⟧ . .',
    '⟦ADD⟧ "a.txt" /b',
    '⟦ADD⟧ <<EOF /b\nx\nEOF',
    'ADD a.tar.gz /b',
    'ADD a.tgz a.txt /b/',
    'ADD "a.tar" /b',
    'ADD *.tar.xz /b',
    'ADD https://a.b/c /d',
    'ADD git@a.b:c/d.git /e',
    'ADD --checksum=sha256:0000000000000000000000000000000000000000000000000000000000000000 https://a.b/c /d',
    'ADD --unpack=true a /b',
    'ARG X\nADD $X /b',
    'ENV X=a\n⟦ADD⟧ $X /b',
    'ADD a',
    'ONBUILD ⟦ADD⟧ a /b',
    'ONBUILD ADD a.tar /b',
  ],
  fixes: [
    ['ADD --chown=a b \\\n  # c\n  d /e/', 'COPY --chown=a b \\\n  # c\n  d /e/'],
    ['add a /b', 'copy a /b'],
  ],
});
