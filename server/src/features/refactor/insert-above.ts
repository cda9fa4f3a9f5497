import type { Dockerfile } from '../../model/dockerfile';
import type { Instruction } from '../../parser/nodes';
import { lineBreakOf } from '../../rules/instruction-edits';
import type { TextChange } from '../../rules/rule';

/** A new line above an instruction and the comments that belong to it. */
export function insertAbove({ text }: Dockerfile, { comments, start }: Instruction, line: string): TextChange {
  const at = text.lastIndexOf('\n', (comments[0]?.start ?? start) - 1) + 1;
  return { start: at, end: at, text: `${line}${lineBreakOf(text)}` };
}
