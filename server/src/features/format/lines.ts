import type { Dockerfile } from '../../model/dockerfile';
import type { Instruction, Span } from '../../parser/nodes';
import type { TextChange } from '../../rules/rule';

/** Most blank lines in a row between instructions. */
const mostBlankLines = 2;

/** Blanks at the ends of lines, before keywords and behind them; blank lines; the end of the file. */
export function lineChanges(file: Dockerfile): TextChange[] {
  const { tree, text } = file;
  const changes: TextChange[] = [];
  const frozen = heredocLines(tree.instructions);
  const emptyLines = new Set(
    tree.instructions.flatMap((one) => one.emptyContinuations.map(({ start }) => lineStartAt(text, start))),
  );
  let blank = 0;
  for (let line = 0; line < tree.lineStarts.length; line += 1) {
    const start = tree.lineStarts[line] ?? 0;
    if (frozen(line) || emptyLines.has(start)) continue;
    const next = tree.lineStarts[line + 1] ?? text.length;
    const content = text.slice(start, next).replace(/\r*\n$/, '');
    const kept = content.trimEnd().length;
    blank = kept === 0 ? blank + 1 : 0;
    if (blank > mostBlankLines && next > start + content.length) changes.push({ start, end: next, text: '' });
    else if (kept < content.length && !content.endsWith('\r')) {
      changes.push({ start: start + kept, end: start + content.length, text: '' });
    }
  }
  for (const instruction of tree.instructions) changes.push(...gaps(file, instruction));
  const end = endOfFile(file);
  return end ? [...changes.filter((change) => change.end < end.start), end] : changes;
}

function lineStartAt(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

/** Tells whether a line belongs to the body or the end of a heredoc; lines have to be asked for in order. */
function heredocLines(instructions: readonly Instruction[]): (line: number) => boolean {
  const owners = instructions.filter(({ endLine, lastLine }) => endLine > lastLine);
  let index = 0;
  return (line) => {
    while ((owners[index]?.endLine ?? Number.POSITIVE_INFINITY) < line) index += 1;
    const owner = owners[index];
    return owner !== undefined && owner.lastLine < line;
  };
}

/** Blanks before the keyword go, those behind it become one unless they line arguments up; empty continued lines go. */
function gaps({ tree, text }: Dockerfile, instruction: Instruction): TextChange[] {
  const changes: TextChange[] = [];
  const { keyword, startLine } = instruction;
  const lineStart = tree.lineStarts[startLine] ?? 0;
  const before = text.slice(lineStart, keyword.start);
  if (/^[ \t]+$/.test(before)) changes.push({ start: lineStart, end: keyword.start, text: '' });
  const blanks = blanksAfter(text, instruction);
  if (blanks.length > 0 && blanks !== ' ' && !linesUp(tree.instructions, text, instruction, blanks)) {
    changes.push({ start: keyword.end, end: keyword.end + blanks.length, text: ' ' });
  }
  for (const { start } of instruction.emptyContinuations) {
    const from = lineStartAt(text, start);
    const next = text.indexOf('\n', from);
    if (next >= 0 && instruction.end > next) changes.push({ start: from, end: next + 1, text: '' });
  }
  return changes;
}

/** The blanks between a keyword and what follows it on its line. */
function blanksAfter(text: string, { keyword }: Instruction): string {
  return /^[ \t]+(?=[^ \t\r\n])/.exec(text.slice(keyword.end, keyword.end + 200))?.[0] ?? '';
}

/** True when the arguments of the instruction above or below begin in the same column. */
function linesUp(all: readonly Instruction[], text: string, instruction: Instruction, blanks: string): boolean {
  const { keyword, index } = instruction;
  const column = keyword.text.length + blanks.length;
  return [all[index - 1], all[index + 1]].some((neighbour) => {
    if (!neighbour) return false;
    const gap = blanksAfter(text, neighbour).length;
    return gap > 0 && neighbour.keyword.text.length + gap === column;
  });
}

/** One line break at the end, unless a heredoc or a continued line is open there. */
function endOfFile({ tree, text }: Dockerfile): TextChange | undefined {
  const last = tree.instructions.at(-1);
  if (!last) return undefined;
  const open = last.heredocs.some(({ terminator }) => terminator === undefined);
  const nested = last.args.kind === 'onbuild' ? last.args.instruction.heredocs : [];
  if (open || nested.some(({ terminator }) => terminator === undefined)) return undefined;
  const tail: Span = { start: text.trimEnd().length, end: text.length };
  const lineBreak = text.includes('\r\n') ? '\r\n' : '\n';
  return { ...tail, text: lineBreak };
}
