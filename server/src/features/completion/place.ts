import type { Dockerfile, Stage } from '../../model/dockerfile';
import { indexAt } from '../../model/positions';
import type { Heredoc, Instruction, Span, Tree } from '../../parser/nodes';
import { lastStartingAt } from '../locate';

/** Where a cursor stands, as completion sees it: what is complete before it, and the word that is being typed. */
export interface Place {
  readonly file: Dockerfile;
  readonly offset: number;
  /** `none`: behind the character that continues a line, where nothing can be written. */
  readonly kind: 'keyword' | 'comment' | 'argument' | 'heredoc' | 'none';
  /** The innermost instruction; at a keyword the ONBUILD around it, if any. */
  readonly instruction: Instruction | undefined;
  /** In kind `heredoc`: the one whose body the cursor is in; undefined at a closing word. */
  readonly heredoc: Heredoc | undefined;
  /** Arguments before the cursor's word, without flags. */
  readonly words: readonly string[];
  /** Flags before the cursor's word, whole: `--from=x`. */
  readonly flags: readonly string[];
  /** The part of the word before the cursor; in kind `comment` the line up to the cursor. */
  readonly word: string;
  /** True when the word began on an earlier line, so that `word` is only its end. */
  readonly continued: boolean;
  /** The client can ask for the next completion by itself. */
  readonly retrigger: boolean;
}

/** Looks at the place of an offset. Never fails, whatever is half-written there. */
export function placeAt(file: Dockerfile, offset: number, retrigger = false): Place {
  return { ...kindAt(file, offset), retrigger };
}

type Spot = Omit<Place, 'retrigger'>;

/** The instruction before another in its stage: what the image is like when the other one begins. */
export function instructionBefore({ start }: Instruction, stage: Stage): Instruction {
  return stage.instructions.findLast((candidate) => candidate.end <= start) ?? stage.from;
}

/** True where JSON form can begin: before the first argument, or behind a lone bracket. */
export function opensJson(place: Place): boolean {
  const { word } = place;
  return (word === '' || word === '[') && endsLine(place, wordSpan(place, word.length, word === '' ? /^/ : /^\]?/));
}

function kindAt(file: Dockerfile, offset: number): Spot {
  const { tree, text } = file;
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const typed = text.slice(lineStart, offset);
  const base = { file, offset, heredoc: undefined, words: [], flags: [], continued: false };
  const owner = instructionAround(tree, offset);
  if (owner?.part === 'heredoc') return heredocPlace(file, owner.instruction, offset);
  if (/^\ufeff?\s*#/.test(typed)) return { ...base, kind: 'comment', instruction: owner?.instruction, word: typed };
  if (!owner) return { ...base, kind: 'keyword', instruction: undefined, word: lastWord(typed) };
  if (typed.trimEnd().endsWith(tree.escape) && endsLine({ file }, { end: offset })) {
    return { ...base, kind: 'none', instruction: owner.instruction, word: '' };
  }
  return argumentPlace(file, owner.instruction, offset, typed);
}

function heredocPlace(file: Dockerfile, instruction: Instruction, offset: number): Spot {
  const inner = innermost(instruction);
  const heredoc = inner.heredocs.find(({ body }) => body.start <= offset && offset <= body.end);
  const typed = file.text.slice(file.text.lastIndexOf('\n', offset - 1) + 1, offset);
  return {
    file,
    offset,
    kind: 'heredoc',
    instruction: inner,
    heredoc,
    words: [],
    flags: [],
    word: lastWord(typed),
    continued: false,
  };
}

function argumentPlace(file: Dockerfile, outer: Instruction, offset: number, typed: string): Spot {
  let instruction = outer;
  let around: Instruction | undefined;
  if (outer.args.kind === 'onbuild' && offset >= outer.args.instruction.start) {
    around = outer;
    instruction = outer.args.instruction;
  }
  const base = { file, offset, heredoc: undefined, words: [], flags: [], continued: false };
  if (offset <= instruction.keyword.end)
    return { ...base, kind: 'keyword', instruction: around, word: lastWord(typed) };
  if (instruction.name === 'ONBUILD') return { ...base, kind: 'keyword', instruction, word: lastWord(typed) };

  const { line } = instruction;
  const from = indexAt(line, instruction.keyword.end);
  const upTo = indexAt(line, offset);
  const head = line.text.slice(from, upTo) + (/^\s*$/.test(typed) ? ' ' : '');
  const complete = head.match(wordPattern) ?? [];
  const last = /\s$/.test(head) && !endsInside(complete.at(-1)) ? '' : (complete.pop() ?? '');
  const firstArgument = complete.findIndex((token) => !token.startsWith('--'));
  const flagCount = firstArgument < 0 ? complete.length : firstArgument;
  return {
    ...base,
    kind: 'argument',
    instruction,
    flags: complete.slice(0, flagCount),
    words: complete.slice(flagCount),
    word: typed.endsWith(last) ? last : lastWord(typed),
    continued: !typed.endsWith(last),
  };
}

/** A run of characters without blanks outside of quotes; the last one may be open. */
const wordPattern = /(?:[^\s"'\\]|\\.?|"(?:[^"\\]|\\.?)*"?|'[^']*'?)+/g;

/** True when a word ends in a quoted string that is not closed, so that blanks belong to it. */
function endsInside(word: string | undefined): boolean {
  return word !== undefined && /\s$/.test(word);
}

/** The instruction whose logical line or heredoc holds an offset. */
function instructionAround(
  tree: Tree,
  offset: number,
): { instruction: Instruction; part: 'line' | 'heredoc' } | undefined {
  const instruction = lastStartingAt(tree, offset);
  if (!instruction) return undefined;
  const { text, lineStarts } = tree;
  const endOfLine = (lineStarts[instruction.lastLine + 1] ?? text.length + 1) - 1;
  if (offset <= endOfLine) return { instruction, part: 'line' };
  const last = innermost(instruction).heredocs.at(-1);
  if (last && offset <= (last.terminator ?? last.body).end) return { instruction, part: 'heredoc' };
  const between = text.slice(instruction.end, offset);
  const open = tree.escape === '\\' ? /^[ \t]*\\[ \t]*(\r?\n[ \t]*)+$/ : /^[ \t]*`[ \t]*(\r?\n[ \t]*)+$/;
  return open.test(between) ? { instruction, part: 'line' } : undefined;
}

function innermost(instruction: Instruction): Instruction {
  return instruction.args.kind === 'onbuild' ? innermost(instruction.args.instruction) : instruction;
}

function lastWord(typed: string): string {
  return /[^\s\ufeff]*$/.exec(typed)?.[0] ?? '';
}

/** The span of a word that is being typed: `length` characters before the cursor, and what matches behind it. */
export function wordSpan({ file, offset }: Place, length: number, behind: RegExp = /^[^\s]*/): Span {
  const lineEnd = /[\r\n]|$/.exec(file.text.slice(offset, offset + 1000))?.index ?? 0;
  const continuation = file.tree.escape === '\\' ? /[ \t]*\\[ \t]*$/ : /[ \t]*`[ \t]*$/;
  const rest = file.text.slice(offset, offset + lineEnd).replace(continuation, '');
  return { start: offset - length, end: offset + (behind.exec(rest)?.[0].length ?? 0) };
}

/** True when nothing but blanks follows the span on its line: only there a snippet of several words fits. */
export function endsLine({ file }: Pick<Place, 'file'>, { end }: Pick<Span, 'end'>): boolean {
  return /^[ \t]*(\r?\n|$)/.test(file.text.slice(end, end + 1000));
}

/** True when the keywords of the file are mostly written in lower case. */
export function prefersLowerCase({ tree }: Dockerfile, offset: number): boolean {
  let balance = 0;
  for (const { keyword } of tree.instructions) {
    if (keyword.start <= offset && offset <= keyword.end) continue;
    if (keyword.text === keyword.text.toLowerCase()) balance += 1;
    else if (keyword.text === keyword.text.toUpperCase()) balance -= 1;
  }
  return balance > 0;
}
