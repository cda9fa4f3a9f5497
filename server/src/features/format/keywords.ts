import type { Dockerfile } from '../../model/dockerfile';
import type { Instruction, Word } from '../../parser/nodes';
import type { TextChange } from '../../rules/rule';
import type { FormatStyle } from './style';

/** Writes keywords in one case, and AS and the type of HEALTHCHECK with them. */
export function keywordChanges(file: Dockerfile, style: FormatStyle['keywordCase']): TextChange[] {
  if (style === 'keep') return [];
  const lower = style === 'lower' || (style === 'consistent' && mostlyLower(file));
  const changes: TextChange[] = [];
  const write = ({ start, end, text }: Word) => {
    if (end - start === text.length)
      changes.push({ start, end, text: lower ? text.toLowerCase() : text.toUpperCase() });
  };
  const visit = (instruction: Instruction) => {
    const { keyword, name, args } = instruction;
    if (keyword.text.toUpperCase() !== name) return;
    write(keyword);
    const as = args.kind === 'words' ? args.words[1] : undefined;
    if (name === 'FROM' && as?.text.toUpperCase() === 'AS') write(as);
    if (args.kind === 'onbuild') visit(args.instruction);
  };
  file.tree.instructions.forEach(visit);
  return changes;
}

/** Ties are upper case, as in BuildKit's ConsistentInstructionCasing. */
function mostlyLower({ tree }: Dockerfile): boolean {
  let balance = 0;
  for (const { keyword } of tree.instructions) {
    if (keyword.text === keyword.text.toLowerCase()) balance += 1;
    else if (keyword.text === keyword.text.toUpperCase()) balance -= 1;
  }
  return balance > 0;
}
