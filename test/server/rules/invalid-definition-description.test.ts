import { invalidDefinitionDescription } from '../../../server/src/rules/invalid-definition-description';
import { ruleCases } from '../../support/rule-cases';

ruleCases(invalidDefinitionDescription, {
  marks: [
    '# bar x\nARG ⟦foo⟧=1\nFROM a',
    '# foo x\nARG foo=1\nFROM a',
    '# foo\nARG foo\nFROM a',
    '# x y\n# foo z\nARG foo\nFROM a',
    '# foo z\n# x y\nARG ⟦foo⟧\nFROM a',
    '# b z\nARG a b\nFROM a',
    '# c z\nARG ⟦a⟧ b\nFROM a',
    '# x\n\nFROM a AS ⟦b⟧',
    '# b does\nFROM a AS B',
    '# x\n#\nFROM a AS b',
    '# x\nFROM a',
    'FROM a\n  # foo x\nARG ⟦foo⟧',
    'FROM a\n# x\nONBUILD ARG foo',
  ],
});
