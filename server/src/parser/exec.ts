import { BACKSLASH, CLOSE_BRACKET, COMMA, CR, DOUBLE_QUOTE, LF, OPEN_BRACKET, SPACE, TAB } from './chars';
import type { Line } from './lines';
import type { JsonItem, Span } from './nodes';

/** A JSON array: its items, and the spans of those that are no strings (BuildKit rejects the array then). */
export interface JsonArray {
  readonly items: readonly JsonItem[];
  readonly invalid: readonly Span[];
}

const noSpans: readonly Span[] = [];

/** Reads `[from, to)` as a JSON array; undefined when it is none, and the text then means a shell command or plain words. */
export function jsonArray(line: Line, from: number, to: number): JsonArray | undefined {
  const text = line.text;
  if (text.charCodeAt(from) !== OPEN_BRACKET || text.charCodeAt(to - 1) !== CLOSE_BRACKET) return undefined;
  const items: JsonItem[] = [];
  let i = skipJsonSpace(text, from + 1, to);
  if (i === to - 1) return { items, invalid: noSpans };
  for (;;) {
    if (text.charCodeAt(i) !== DOUBLE_QUOTE) return mixedArray(line, from, to);
    const end = stringEnd(text, i, to);
    if (end < 0) return undefined;
    const span = line.spanOf(i, end);
    items.push({ start: span.start, end: span.end, value: decode(text, i, end) });
    i = skipJsonSpace(text, end, to);
    const code = text.charCodeAt(i);
    if (code === CLOSE_BRACKET) return i === to - 1 ? { items: items.slice(), invalid: noSpans } : undefined;
    if (code !== COMMA) return undefined;
    i = skipJsonSpace(text, i + 1, to);
  }
}

function skipJsonSpace(text: string, from: number, to: number): number {
  let i = from;
  for (; i < to; i++) {
    const code = text.charCodeAt(i);
    if (code !== SPACE && code !== TAB && code !== CR && code !== LF) break;
  }
  return i;
}

/** Index after the closing quote of the string that starts at `from`; -1 when it is not a valid JSON string. */
function stringEnd(text: string, from: number, to: number): number {
  for (let i = from + 1; i < to; i++) {
    const code = text.charCodeAt(i);
    if (code === DOUBLE_QUOTE) return i + 1;
    if (code < SPACE) return -1;
    if (code === BACKSLASH) {
      i++;
      const escaped = text.charAt(i);
      if (escaped === 'u') {
        if (!/^[0-9a-fA-F]{4}$/.test(text.slice(i + 1, i + 5))) return -1;
        i += 4;
      } else if (escaped === '' || !'"\\/bfnrt'.includes(escaped)) return -1;
    }
  }
  return -1;
}

/** Value of the valid JSON string `[from, to)`; lone surrogates become U+FFFD as in Go. */
function decode(text: string, from: number, to: number): string {
  const inner = text.slice(from + 1, to - 1);
  if (!inner.includes('\\')) return inner;
  return String(JSON.parse(text.slice(from, to))).replace(/\p{Surrogate}/gu, '\ufffd');
}

/** A number too large for a float64 makes Go's decoder fail, and nesting below 10,000 levels too. */
function isValidArray(json: string): boolean {
  try {
    const value: unknown = JSON.parse(json, (_key, inner: unknown) => {
      if (inner === Number.POSITIVE_INFINITY || inner === Number.NEGATIVE_INFINITY) throw new RangeError('number');
      return inner;
    });
    return Array.isArray(value);
  } catch {
    return false;
  }
}

/** The slow path: an array with items that are no strings, or no JSON at all. */
function mixedArray(line: Line, from: number, to: number): JsonArray | undefined {
  const text = line.text;
  if (!isValidArray(text.slice(from, to))) return undefined;
  const items: JsonItem[] = [];
  const invalid: Span[] = [];
  let i = skipJsonSpace(text, from + 1, to);
  while (i < to - 1) {
    const end = itemEnd(text, i, to);
    let last = end;
    while (skipJsonSpace(text, last - 1, last) === last) last--;
    const span = line.spanOf(i, last);
    const isString = text.charCodeAt(i) === DOUBLE_QUOTE;
    const value = isString ? decode(text, i, last) : text.slice(i, last);
    items.push({ start: span.start, end: span.end, value });
    if (!isString) invalid.push(span);
    i = skipJsonSpace(text, end + 1, to);
  }
  return { items, invalid };
}

/** Index of the comma or bracket that ends the item at `from` of a valid array. */
function itemEnd(text: string, from: number, to: number): number {
  let depth = 0;
  let i = from;
  for (; i < to - 1; i++) {
    const char = text.charAt(i);
    if (char === '"') i = stringEnd(text, i, to) - 1;
    else if (char === '[' || char === '{') depth++;
    else if (char === ']' || char === '}') depth--;
    else if (char === ',' && depth === 0) break;
  }
  return i;
}
