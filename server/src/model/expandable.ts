import { heredocWord } from '../parser/heredoc';
import type { EscapeToken, Flag, Instruction, Span, Word } from '../parser/nodes';
import { mountsOf } from './mounts';
import { inFlagValue, inJsonItem, inWord, type SpanOf, shifted } from './positions';

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
  readonly pair?: number;
}

const flagRoles: Readonly<Record<string, Readonly<Record<string, WordRole>>>> = {
  FROM: { platform: 'platform' },
  ADD: { chown: 'chown', chmod: 'chmod', checksum: 'checksum' },
  COPY: { chown: 'chown', chmod: 'chmod' },
};

const wordRoles: Readonly<Record<string, WordRole>> = {
  EXPOSE: 'port',
  USER: 'user',
  VOLUME: 'volume',
  WORKDIR: 'workdir',
  STOPSIGNAL: 'signal',
};

/** The words of an instruction that BuildKit expands, in the order in which it does (`text` is the document's). */
export function expandableWords(instruction: Instruction, text: string): readonly ExpandableWord[] {
  const { name } = instruction;
  const roles = flagRoles[name];
  const words: ExpandableWord[] = [];
  if (roles) {
    for (const flag of instruction.flags) {
      const role = Object.hasOwn(roles, flag.name) ? roles[flag.name] : undefined;
      if (role) words.push(...flagWord(instruction, flag, role));
    }
  }
  if (name === 'FROM') words.push(...argumentWords(instruction, 'base').slice(0, 1));
  else if (name === 'COPY' || name === 'ADD') words.push(...transferWords(instruction, text));
  else if (name === 'ENV' || name === 'LABEL' || name === 'ARG') words.push(...pairWords(instruction));
  else if (name === 'RUN') words.push(...mountWords(instruction));
  else if (Object.hasOwn(wordRoles, name)) words.push(...argumentWords(instruction, wordRoles[name] ?? 'value'));
  return words;
}

function flagWord(instruction: Instruction, flag: Flag, role: WordRole): ExpandableWord[] {
  if (flag.value === undefined || flag.valueSpan === undefined) return [];
  const { start, end } = flag.valueSpan;
  return [{ raw: flag.value, role, start, end, spanOf: inFlagValue(instruction.line, flag), heredoc: false }];
}

/** The values of `--mount`, save `from`. */
function mountWords(instruction: Instruction): ExpandableWord[] {
  return mountsOf(instruction).flatMap(({ flag, fields, spanOf }) =>
    fields.flatMap(({ key, value, valueStart, end }): ExpandableWord[] => {
      if (key === 'from' || value === undefined || flag.value === undefined) return [];
      const wordSpanOf: SpanOf = (from, to) => spanOf(valueStart + from, valueStart + to);
      return [{ ...spanOf(valueStart, end), raw: value, role: 'mount', spanOf: wordSpanOf, heredoc: false }];
    }),
  );
}

/** The arguments of an instruction one by one, with their places. */
export function argumentWords(instruction: Instruction, role: WordRole): ExpandableWord[] {
  const { args, line } = instruction;
  if (args.kind === 'words') return args.words.map((word) => expandable(word, role, inWord(line, word)));
  if (args.kind === 'text') return [expandable(args.text, role, inWord(line, args.text))];
  if (args.kind === 'exec') {
    return args.items.map((item) => ({
      raw: item.value,
      role,
      start: item.start,
      end: item.end,
      spanOf: inJsonItem(item),
      heredoc: false,
    }));
  }
  return [];
}

function transferWords(instruction: Instruction, text: string): ExpandableWord[] {
  const words = argumentWords(instruction, 'source');
  const last = words.pop();
  const sources = words.filter((word) => !isHeredocSource(instruction, word.raw));
  const destination: ExpandableWord[] = last ? [{ ...last, role: 'destination' }] : [];
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
  return [...sources, ...destination, ...bodies];
}

/** True when a source of COPY or ADD is an inline file. */
export function isHeredocSource(instruction: Instruction, raw: string): boolean {
  return instruction.heredocs.length > 0 && heredocWord(raw) !== undefined;
}

function pairWords(instruction: Instruction): ExpandableWord[] {
  const { args, line, name } = instruction;
  if (args.kind !== 'pairs') return [];
  return args.pairs.flatMap((pair, index) => {
    const key = name === 'ARG' ? [] : [{ ...expandable(pair.name, 'name', inWord(line, pair.name)), pair: index }];
    if (!pair.value) return key;
    return [...key, { ...expandable(pair.value, 'value', inWord(line, pair.value)), pair: index }];
  });
}

function expandable(word: Word, role: WordRole, spanOf: SpanOf): ExpandableWord {
  return { raw: word.text, role, start: word.start, end: word.end, spanOf, heredoc: false };
}

/** The escape token for a word. */
export function escapeOf(word: ExpandableWord, token: EscapeToken): EscapeToken {
  return word.heredoc ? '\\' : token;
}
