import { DOUBLE_QUOTE, EQUALS, isBlank, isSpace, SINGLE_QUOTE, skipBlanks, skipWord } from './chars';
import type { Line } from './lines';
import type { Pair, Word } from './nodes';

/** Splits `[from, to)` on blanks, quotes meaning nothing: FROM, EXPOSE, and ADD, COPY, VOLUME without JSON. */
export function splitWords(line: Line, from: number, to: number): Word[] {
  const text = line.text;
  const words: Word[] = [];
  let i = from;
  while (i < to) {
    const end = skipWord(text, i, to);
    words.push(line.word(i, end));
    i = skipBlanks(text, end, to);
  }
  // A copy takes just the room that it needs; these lists live as long as the tree.
  return words.slice();
}

/**
 * End of the ENV, LABEL or ARG word that starts at `from`: at unquoted white space. Quotes and escapes stay in the word;
 * single quotes know no escapes, and an unclosed quote runs to the end.
 */
function quotedWordEnd(text: string, from: number, to: number, escapeCode: number): number {
  let quote = 0;
  let i = from;
  for (; i < to; i++) {
    const code = text.charCodeAt(i);
    if (code === escapeCode && quote !== SINGLE_QUOTE) i++;
    else if (quote !== 0) {
      if (code === quote) quote = 0;
    } else if (code === DOUBLE_QUOTE || code === SINGLE_QUOTE) quote = code;
    else if (isSpace(code)) break;
  }
  return Math.min(i, to);
}

/** A trailing escape token that escapes nothing is dropped from the last word. */
function withoutDanglingEscape(text: string, from: number, to: number, escapeCode: number): number {
  if (text.charCodeAt(to - 1) !== escapeCode) return to;
  let quote = 0;
  for (let i = from; i < to; i++) {
    const code = text.charCodeAt(i);
    if (code === escapeCode && quote !== SINGLE_QUOTE) {
      if (i === to - 1) return i;
      i++;
    } else if (quote !== 0) {
      if (code === quote) quote = 0;
    } else if (code === DOUBLE_QUOTE || code === SINGLE_QUOTE) quote = code;
  }
  return to;
}

/** The pairs of ENV and LABEL (`legacy` allowed) or the names and pairs of ARG. */
export function splitPairs(line: Line, from: number, to: number, escapeCode: number, legacy: boolean): Pair[] {
  const text = line.text;
  const pairs: Pair[] = [];
  let i = from;
  while (i < to) {
    let end = quotedWordEnd(text, i, to, escapeCode);
    const next = end;
    if (end === to) end = withoutDanglingEscape(text, i, to, escapeCode);
    if (end > i) {
      let equals = i;
      while (equals < end && text.charCodeAt(equals) !== EQUALS) equals++;
      if (equals === end && legacy && pairs.length === 0) return [legacyPair(line, from, to)];
      pairs.push(pairOf(line, i, end, equals < end ? equals : -1));
    }
    i = next;
    while (i < to && isSpace(text.charCodeAt(i))) i++;
  }
  return pairs.slice();
}

function pairOf(line: Line, from: number, to: number, equals: number): Pair {
  if (equals < 0) {
    const name = line.word(from, to);
    return { start: name.start, end: name.end, name, value: undefined, form: 'bare' };
  }
  const name = line.word(from, equals);
  // An empty value sits right behind its equals sign, even where the next character is on another line.
  const value = equals + 1 < to ? line.word(equals + 1, to) : line.emptyWord(to);
  return { start: name.start, end: value.end, name, value, form: 'equals' };
}

/** `ENV name value with blanks`. */
function legacyPair(line: Line, from: number, to: number): Pair {
  const text = line.text;
  let end = from;
  while (end < to && !isBlank(text.charCodeAt(end))) end++;
  const name = line.word(from, end);
  if (end === to) return { start: name.start, end: name.end, name, value: undefined, form: 'bare' };
  const value = line.word(skipBlanks(text, end, to), to);
  return { start: name.start, end: value.end, name, value, form: 'legacy' };
}
