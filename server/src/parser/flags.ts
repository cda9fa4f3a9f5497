import { DASH, DOUBLE_QUOTE, EQUALS, isSpace, SINGLE_QUOTE } from './chars';
import type { Line } from './lines';
import type { Flag, Span } from './nodes';

/** The flags of most instructions. */
export const noFlags: readonly Flag[] = [];

/** The leading flags of `[from, to)`, and the index where the rest begins (not yet trimmed). */
export interface LeadingFlags {
  readonly flags: readonly Flag[];
  readonly rest: number;
}

/**
 * BuildKit reads flags byte by byte and takes the bytes 0x85 and 0xA0 for white space, so a character whose UTF-8 form
 * contains one of them ends a flag.
 */
function endsFlag(code: number): boolean {
  if (code < 0x80) return isSpace(code);
  const last = 0x80 | (code & 0x3f);
  if (last === 0x85 || last === 0xa0) return true;
  const middle = 0x80 | ((code >> 6) & 0x3f);
  return code >= 0x800 && (middle === 0x85 || middle === 0xa0);
}

/** Reads `--name=value` words up to the first word that is none, or up to and including a bare `--`. */
export function leadingFlags(line: Line, from: number, to: number, escapeCode: number): LeadingFlags {
  const text = line.text;
  let flags: Flag[] | undefined;
  let i = from;
  for (;;) {
    while (i < to && text.charCodeAt(i) < 0x80 && isSpace(text.charCodeAt(i))) i++;
    if (i + 1 >= to || text.charCodeAt(i) !== DASH || text.charCodeAt(i + 1) !== DASH) break;
    const raw = rawFlag(text, i, to, escapeCode);
    const start = i;
    i = raw.end;
    if (raw.text === '--') break;
    flags ??= [];
    flags.push(new FlagNode(line, start, raw.end, raw.equals, raw));
  }
  // A copy takes just the room that it needs.
  return { flags: flags?.slice() ?? noFlags, rest: i };
}

interface RawFlag {
  readonly end: number;
  /** Without quotes and escapes. */
  readonly text: string;
  readonly quoted: boolean;
  /** Index of the first `=` in the line; -1 when there is none. */
  readonly equals: number;
}

/** Reads one flag word: quotes and escapes are removed, an unclosed quote runs to the end. */
function rawFlag(text: string, from: number, to: number, escapeCode: number): RawFlag {
  let quote = 0;
  let equals = -1;
  let copied = from;
  let value = '';
  let i = from;
  for (; i < to; i++) {
    const code = text.charCodeAt(i);
    if (code === escapeCode) {
      value += text.slice(copied, i);
      copied = ++i;
      if (equals < 0 && text.charCodeAt(i) === EQUALS) equals = i;
    } else if (isQuote(code, quote)) {
      value += text.slice(copied, i);
      copied = i + 1;
      quote = quote === 0 ? code : 0;
    } else if (quote === 0 && endsFlag(code)) {
      // Of a longer character, BuildKit leaves the bytes before in the flag.
      if (code >= 0x80) i++;
      break;
    } else if (code === EQUALS && equals < 0) equals = i;
  }
  const end = Math.min(i, to);
  return { end, text: value + text.slice(copied, end), quoted: copied !== from, equals };
}

/** Whether a quote begins, or the open one ends. */
function isQuote(code: number, open: number): boolean {
  return open === 0 ? code === DOUBLE_QUOTE || code === SINGLE_QUOTE : code === open;
}

/** Where its parts stand is worked out when somebody asks; most flags are only read. */
class FlagNode implements Flag {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly name: string;
  readonly value: string | undefined;
  readonly quoted: boolean;

  constructor(
    private readonly line: Line,
    private readonly from: number,
    private readonly to: number,
    private readonly equals: number,
    { text, quoted }: RawFlag,
  ) {
    this.start = line.offsetAt(from);
    this.end = line.endAt(to);
    this.text = text;
    this.quoted = quoted;
    const cut = equals < 0 ? text.length : text.indexOf('=');
    this.name = text.slice(2, cut);
    this.value = equals < 0 ? undefined : text.slice(cut + 1);
  }

  get nameSpan(): Span {
    return this.line.spanOf(this.from + 2, this.equals < 0 ? this.to : this.equals);
  }

  get valueSpan(): Span | undefined {
    const { line, equals, to, end } = this;
    if (equals < 0) return undefined;
    return equals + 1 < to ? line.spanOf(equals + 1, to) : { start: end, end };
  }

  get valueIndex(): number | undefined {
    return this.equals < 0 ? undefined : this.equals + 1;
  }
}
