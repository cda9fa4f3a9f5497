import { DASH, DOUBLE_QUOTE, EQUALS, isSpace, SINGLE_QUOTE } from './chars';
import type { Line } from './lines';
import type { Flag } from './nodes';

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
    flags.push(flagOf(line, start, raw));
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

function flagOf(line: Line, from: number, { end: to, equals, text, quoted }: RawFlag): Flag {
  const { start, end } = line.spanOf(from, to);
  const hasValue = equals >= 0;
  const cut = hasValue ? text.indexOf('=') : text.length;
  return {
    start,
    end,
    text,
    name: text.slice(2, cut),
    nameSpan: line.spanOf(from + 2, hasValue ? equals : to),
    value: hasValue ? text.slice(cut + 1) : undefined,
    valueSpan: hasValue ? (equals + 1 < to ? line.spanOf(equals + 1, to) : { start: end, end }) : undefined,
    valueIndex: hasValue ? equals + 1 : undefined,
    quoted,
  };
}
