import { consistentInstructionCasing } from '../../../server/src/rules/consistent-instruction-casing';
import { ruleCases } from '../../support/rule-cases';

ruleCases(consistentInstructionCasing, {
  marks: [
    'FROM a\n⟦run⟧ b',
    'FROM a\n⟦Run⟧ b\nRUN c',
    'from a\nrun b\n⟦RUN⟧ c',
    'arg a\narg b\nFROM x\nRUN c',
    'FROM a\nONBUILD run b',
    'FROM a\n⟦onbuild⟧ RUN b',
    '⟦From⟧ a',
    'FROM a\ninsert b\ninsert c\nRUN d',
  ].map((text) => (text.startsWith('⟦') || text.startsWith('from') || text.startsWith('arg') ? `# x\n${text}` : text)),
  fixes: [['run b\nRUN c', 'RUN b\nRUN c']],
});
