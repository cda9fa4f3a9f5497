import type { Dockerfile } from '../../model/dockerfile';
import { indexAt } from '../../model/positions';
import type { Instruction } from '../../parser/nodes';
import type { TextChange } from '../../rules/rule';
import type { FormatStyle } from './style';

/** How the continued lines of an instruction move: the blanks that all of them begin with, and what stands there instead. */
export interface Move {
  /** Offsets of the lines. */
  readonly lines: readonly number[];
  readonly from: string;
  readonly to: string;
}

/**
 * Moves the continued lines of each instruction together, so that the one indented least is indented by one step; how they
 * are indented among each other stays. Lines that stand below the first argument are lined up already.
 */
export function indentationChanges(file: Dockerfile, style: FormatStyle): TextChange[] {
  if (!style.indentContinuedLines) return [];
  return file.tree.instructions.flatMap((instruction) => {
    const { lines, from, to } = moveOf(file, instruction, style) ?? { lines: [], from: '', to: '' };
    return lines.map((start) => ({ start, end: start + from.length, text: to }));
  });
}

/**
 * The move of an instruction's continued lines; undefined where they stay as they are. Instructions whose lines break inside
 * quotes are left alone, since blanks count there, and so is shell code that becomes part of the image.
 */
export function moveOf(file: Dockerfile, instruction: Instruction, style: FormatStyle): Move | undefined {
  if (!style.indentContinuedLines || instruction.startLine === instruction.lastLine) return undefined;
  if (!mayMove(instruction)) return undefined;
  const { tree, text } = file;
  const isQuoted = quoteReader(file, instruction);
  const found: { start: number; blanks: string; comment: boolean }[] = [];
  for (let line = instruction.startLine + 1; line <= instruction.lastLine; line += 1) {
    const start = tree.lineStarts[line] ?? 0;
    const blanks = /^[ \t]*/.exec(text.slice(start, start + 1000))?.[0] ?? '';
    const first = text[start + blanks.length] ?? '\n';
    if (first === '\n' || first === '\r') continue;
    const comment = first === '#';
    if (!comment && isQuoted(start)) return undefined;
    found.push({ start, blanks, comment });
  }
  const [least] = found.map(({ blanks }) => blanks).sort((a, b) => a.length - b.length);
  if (least === undefined || !found.every(({ blanks }) => blanks.startsWith(least))) return undefined;
  const column = instruction.rest.start - (tree.lineStarts[instruction.startLine] ?? 0);
  const below = found.every(({ blanks, comment }) => comment || blanks === ' '.repeat(column));
  if (instruction.name !== 'RUN' && below) return undefined;
  return { lines: found.map(({ start }) => start), from: least, to: style.step };
}

/** True where blanks at the beginning of a line are no part of what the image holds. */
function mayMove({ name, args }: Instruction): boolean {
  if (args.kind === 'text') return name === 'RUN';
  return args.kind === 'words' || args.kind === 'exec' || (args.kind === 'pairs' && args.pairs[0]?.form !== 'legacy');
}

/** Tells whether an offset of an instruction stands between quotes. Offsets are asked for in ascending order. */
export function quoteReader({ tree }: Dockerfile, { line }: Instruction): (offset: number) => boolean {
  const { text } = line;
  let quote = '';
  let at = 0;
  return (offset) => {
    const index = indexAt(line, offset);
    for (; at < index; at += 1) {
      const character = text[at] ?? '';
      if (character === tree.escape && quote !== "'") at += 1;
      else if (quote === '' && (character === '"' || character === "'")) quote = character;
      else if (character === quote) quote = '';
    }
    return quote !== '';
  };
}
