import { heredocWord } from '../parser/heredoc';
import type { EscapeToken, Flag, Instruction, LogicalLine, Span, Word } from '../parser/nodes';
import { mountsOf } from './mounts';
import { inFlagValue, inJsonItem, inWord, type SpanOf, shifted } from './positions';
import { hasPairs } from './scope';

/** What a word is to its instruction. */
export type WordRole =
  | 'base'
  | 'platform'
  | 'chown'
  | 'chmod'
  | 'checksum'
  | 'source'
  | 'destination'
  | 'heredoc'
  | 'name'
  | 'value'
  | 'port'
  | 'user'
  | 'volume'
  | 'workdir'
  | 'signal'
  | 'mount';

/** A raw word that BuildKit expands. */
export interface ExpandableWord extends Span {
  readonly raw: string;
  readonly role: WordRole;
  readonly spanOf: SpanOf;
  /** Heredoc bodies: `\` escapes whatever the directive says, and quotes are plain text. */
  readonly heredoc: boolean;
  /** Number of the name/value pair that it belongs to. */
  readonly pair?: number | undefined;
}

const flagRoles: Readonly<Record<string, Readonly<Record<string, WordRole>>>> = {
  FROM: { platform: 'platform' },
  ADD: { chown: 'chown', chmod: 'chmod', checksum: 'checksum' },
  COPY: { chown: 'chown', chmod: 'chmod' },
};

/** The role of all words of an instruction. */
const wordRoles: ReadonlyMap<string, WordRole> = new Map([
  ['EXPOSE', 'port'],
  ['USER', 'user'],
  ['VOLUME', 'volume'],
  ['WORKDIR', 'workdir'],
  ['STOPSIGNAL', 'signal'],
]);

/** The words of an instruction that BuildKit expands, in the order in which it does (`text` is the document's). */
export function expandableWords(instruction: Instruction, text: string): readonly ExpandableWord[] {
  switch (instruction.name) {
    case 'RUN':
      return mountWords(instruction);
    case 'ENV':
    case 'LABEL':
    case 'ARG': {
      const words: ExpandableWord[] = [];
      eachPairWord(instruction, (word) => words.push(word));
      return words;
    }
    case 'FROM':
      return [...flagWords(instruction), ...argumentWords(instruction, 'base').slice(0, 1)];
    case 'COPY':
    case 'ADD':
      return [...flagWords(instruction), ...transferWords(instruction, text)];
    default: {
      const role = wordRoles.get(instruction.name);
      return role ? argumentWords(instruction, role) : noWords;
    }
  }
}

/** Visits the same words; those of name/value pairs, of which there can be thousands, are made one by one. */
export function eachExpandableWord(
  instruction: Instruction,
  text: string,
  visit: (word: ExpandableWord) => void,
): void {
  if (hasPairs(instruction)) eachPairWord(instruction, visit);
  else expandableWords(instruction, text).forEach(visit);
}

function flagWords(instruction: Instruction): readonly ExpandableWord[] {
  const roles = flagRoles[instruction.name];
  if (!roles || instruction.flags.length === 0) return noWords;
  const words: ExpandableWord[] = [];
  for (const flag of instruction.flags) {
    const role = Object.hasOwn(roles, flag.name) ? roles[flag.name] : undefined;
    if (role) words.push(...flagWord(instruction, flag, role));
  }
  return words;
}

function flagWord(instruction: Instruction, flag: Flag, role: WordRole): ExpandableWord[] {
  if (flag.value === undefined || flag.valueSpan === undefined) return [];
  const { start, end } = flag.valueSpan;
  return [{ raw: flag.value, role, start, end, spanOf: inFlagValue(instruction.line, flag), heredoc: false }];
}

/** The values of `--mount`, save `from`. */
function mountWords(instruction: Instruction): readonly ExpandableWord[] {
  const mounts = mountsOf(instruction);
  if (mounts.length === 0) return noWords;
  const words: ExpandableWord[] = [];
  for (const { flag, fields, spanOf } of mounts) {
    if (flag.value === undefined) continue;
    for (const { key, value, valueStart, end } of fields) {
      if (key === 'from' || value === undefined) continue;
      const wordSpanOf: SpanOf = (from, to) => spanOf(valueStart + from, valueStart + to);
      const { start, end: wordEnd } = spanOf(valueStart, end);
      words.push({ raw: value, role: 'mount', start, end: wordEnd, spanOf: wordSpanOf, heredoc: false });
    }
  }
  return words;
}

/** The arguments of an instruction one by one, with their places; the last may have a role of its own. */
export function argumentWords(instruction: Instruction, role: WordRole, lastRole = role): ExpandableWord[] {
  const { args, line } = instruction;
  if (args.kind === 'words') {
    const last = args.words.length - 1;
    return args.words.map((word, i) => new WrittenWord(line, word, i < last ? role : lastRole, undefined));
  }
  if (args.kind === 'text') return [new WrittenWord(line, args.text, lastRole, undefined)];
  if (args.kind === 'exec') {
    const last = args.items.length - 1;
    return args.items.map((item, i) => ({
      raw: item.value,
      role: i < last ? role : lastRole,
      start: item.start,
      end: item.end,
      spanOf: inJsonItem(item),
      heredoc: false,
    }));
  }
  return [];
}

function transferWords(instruction: Instruction, text: string): ExpandableWord[] {
  const words = argumentWords(instruction, 'source', 'destination');
  if (instruction.heredocs.length === 0) return words;
  const bodies = instruction.heredocs
    .filter((heredoc) => heredoc.expand)
    .map(({ body }) => ({
      raw: text.slice(body.start, body.end),
      role: 'heredoc' as const,
      start: body.start,
      end: body.end,
      spanOf: shifted(body.start),
      heredoc: true,
    }));
  return [...words.filter(({ role, raw }) => role !== 'source' || !isHeredocSource(instruction, raw)), ...bodies];
}

/** True when a source of COPY or ADD is an inline file. */
export function isHeredocSource(instruction: Instruction, raw: string): boolean {
  return instruction.heredocs.length > 0 && heredocWord(raw) !== undefined;
}

/** Visits the words of ENV, LABEL and ARG. */
function eachPairWord({ args, line, name }: Instruction, visit: (word: ExpandableWord) => void): void {
  if (args.kind !== 'pairs') return;
  const { pairs } = args;
  for (let i = 0; i < pairs.length; i++) {
    const pair = pairs[i];
    if (pair && name !== 'ARG') visit(new WrittenWord(line, pair.name, 'name', i));
    if (pair?.value) visit(new WrittenWord(line, pair.value, 'value', i));
  }
}

const noWords: readonly ExpandableWord[] = [];

/** A word as it stands in the document. There are many, so it refers to what it is made of. */
export class WrittenWord implements ExpandableWord {
  constructor(
    private readonly line: LogicalLine,
    private readonly word: Word,
    readonly role: WordRole,
    readonly pair: number | undefined,
  ) {}

  get raw(): string {
    return this.word.text;
  }

  get start(): number {
    return this.word.start;
  }

  get end(): number {
    return this.word.end;
  }

  get heredoc(): boolean {
    return false;
  }

  get spanOf(): SpanOf {
    return inWord(this.line, this.word);
  }
}

/** The escape token for a word. */
export function escapeOf(word: ExpandableWord, token: EscapeToken): EscapeToken {
  return word.heredoc ? '\\' : token;
}
