import type { Dockerfile } from '../../model/dockerfile';
import { indexAt } from '../../model/positions';
import type { Instruction } from '../../parser/nodes';
import type { TextChange } from '../../rules/rule';

/**
 * Moves the continued lines of each RUN together, so that the one indented least is indented by one step; how they are
 * indented among each other stays. Instructions whose lines break inside quotes are left alone, since blanks count there.
 */
export function indentationChanges(file: Dockerfile, indent: string | undefined): TextChange[] {
  if (indent === undefined) return [];
  return file.tree.instructions.flatMap((instruction) =>
    instruction.name === 'RUN' && instruction.args.kind === 'text' ? moved(file, instruction, indent) : [],
  );
}

function moved({ tree, text }: Dockerfile, instruction: Instruction, indent: string): TextChange[] {
  const lines: { start: number; blanks: string }[] = [];
  for (let line = instruction.startLine + 1; line <= instruction.lastLine; line += 1) {
    const start = tree.lineStarts[line] ?? 0;
    const blanks = /^[ \t]*/.exec(text.slice(start, start + 1000))?.[0] ?? '';
    const first = text[start + blanks.length] ?? '\n';
    if (first === '\n' || first === '\r') continue;
    if (first !== '#' && insideQuotes(instruction.line.text, indexAt(instruction.line, start), tree.escape)) return [];
    lines.push({ start, blanks });
  }
  const least = lines.reduce<string | undefined>(
    (shortest, { blanks }) => (shortest === undefined || blanks.length < shortest.length ? blanks : shortest),
    undefined,
  );
  if (least === undefined || !lines.every(({ blanks }) => blanks.startsWith(least))) return [];
  return lines.map(({ start }) => ({ start, end: start + least.length, text: indent }));
}

function insideQuotes(line: string, index: number, token: string): boolean {
  let quote = '';
  for (let at = 0; at < index; at += 1) {
    const character = line[at] ?? '';
    if (character === token && quote !== "'") at += 1;
    else if (quote === '' && (character === '"' || character === "'")) quote = character;
    else if (character === quote) quote = '';
  }
  return quote !== '';
}
