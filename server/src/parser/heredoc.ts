import {
  BACKSLASH,
  CLOSE_BRACE,
  COLON,
  CR,
  DASH,
  DOLLAR,
  DOUBLE_QUOTE,
  isSpace,
  LESS_THAN,
  OPEN_BRACE,
  SINGLE_QUOTE,
  SLASH,
  SPACE,
  TAB,
} from './chars';

/** A heredoc marker `3<<-"EOF"` inside a logical line; `from` and `to` are indexes of the line, `nameFrom` that of its name as written. */
export interface Marker {
  readonly from: number;
  readonly to: number;
  readonly nameFrom: number;
  readonly name: string;
  readonly chomp: boolean;
  readonly expand: boolean;
  readonly fd: number | undefined;
}

/**
 * The heredoc markers of a logical line, keyword and flags included. BuildKit splits the line with its word lexer, escape
 * token always a backslash; a line that the lexer rejects (unbalanced quote, bad substitution) has none.
 */
export function heredocMarkers(text: string): Marker[] {
  const bounds = lexWords(text);
  const markers: Marker[] = [];
  if (bounds === undefined) return markers;
  for (let i = 0; i < bounds.length; i += 2) {
    const marker = markerOf(text, bounds[i] ?? 0, bounds[i + 1] ?? 0);
    if (marker) markers.push(marker);
  }
  return markers;
}

/** A word on its own (a source or destination of COPY and ADD) as a heredoc marker; undefined when it is none. */
export function heredocWord(text: string): Marker | undefined {
  return text.includes('<<') ? markerOf(text, 0, text.length) : undefined;
}

/** Matches digits? `<<` `-`? blanks* rest, where rest is not empty and has no `<`. */
function markerOf(text: string, from: number, to: number): Marker | undefined {
  let i = from;
  while (i < to && text.charCodeAt(i) >= 48 && text.charCodeAt(i) <= 57) i++;
  const digits = text.slice(from, i);
  if (i + 1 >= to || text.charCodeAt(i) !== LESS_THAN || text.charCodeAt(i + 1) !== LESS_THAN) return undefined;
  i += 2;
  const chomp = i < to && text.charCodeAt(i) === DASH;
  if (chomp) i++;
  while (i < to && /[\t\n\f\r ]/.test(text.charAt(i))) i++;
  const nameFrom = i;
  const raw = text.slice(i, to);
  if (raw === '' || raw.includes('<')) return undefined;
  const name = unquoteName(raw);
  if (name === undefined || name.text === '') return undefined;
  return { from, to, nameFrom, name: name.text, chomp, expand: !name.quoted, fd: digits ? Number(digits) : undefined };
}

/** Removes quotes and backslashes, leaves `$` alone; undefined when it is not exactly one word. */
function unquoteName(raw: string): { text: string; quoted: boolean } | undefined {
  const bounds = lexWords(raw);
  if (bounds?.length !== 2) return undefined;
  let text = '';
  let quoted = false;
  for (let i = 0; i < raw.length; i++) {
    const char = raw.charAt(i);
    if (char === '\\') text += raw.charAt(++i);
    else if (char === "'") {
      const end = raw.indexOf("'", i + 1);
      text += raw.slice(i + 1, end);
      quoted = true;
      i = end;
    } else if (char === '"') {
      quoted = true;
      for (i++; i < raw.length && raw.charAt(i) !== '"'; i++) {
        if (raw.charAt(i) === '\\' && '"$\\'.includes(raw.charAt(i + 1))) i++;
        text += raw.charAt(i);
      }
    } else text += char;
  }
  return { text, quoted };
}

/** What the lexer is inside of. */
const PLAIN = 0;
const QUOTE = 1;
const BRACE = 2;
const PATTERN = 3;

/**
 * Word bounds of a line, as flat pairs of start and end; undefined on a lexer error. All variables count as unset and stay
 * as written, quotes and escapes stay too, so a word is a slice of the text.
 */
function lexWords(text: string): number[] | undefined {
  return new Lexer(text).run();
}

/** An explicit stack instead of recursion keeps deep nesting harmless. */
class Lexer {
  private readonly words: number[] = [];
  private readonly stack: number[] = [];
  private mode = PLAIN;
  /** Where the current word began; -1 between words. */
  private start = -1;
  private i = 0;

  constructor(private readonly text: string) {}

  run(): number[] | undefined {
    const { text } = this;
    while (this.i < text.length) {
      const code = text.charCodeAt(this.i);
      if (isSpace(code) && this.splits) this.split(this.i++);
      else {
        if (this.start < 0) this.start = this.i;
        if (!this.step(code)) return undefined;
      }
    }
    if (this.stack.length > 0) return undefined;
    this.split(text.length);
    return this.words;
  }

  /** White space is text only inside of quotes that began outside of any `${`. */
  private get splits(): boolean {
    return this.stack.length === 0 || (this.stack[1] ?? this.mode) !== QUOTE;
  }

  private split(at: number): void {
    if (this.start >= 0) this.words.push(this.start, at);
    this.start = -1;
  }

  private open(mode: number): void {
    this.stack.push(this.mode);
    this.mode = mode;
  }

  /** Goes over one character or what it begins; false on a lexer error. */
  private step(code: number): boolean {
    const { text, mode } = this;
    if (isStop(code, mode)) {
      this.mode = mode === PATTERN ? BRACE : (this.stack.pop() ?? PLAIN);
      this.i++;
    } else if (code === DOLLAR) {
      const next = afterDollar(text, this.i + 1);
      if (next < 0) return false;
      this.i = next >> 2;
      if ((next & 3) !== PLAIN) this.open(next & 3);
    } else if (code === DOUBLE_QUOTE) {
      this.open(QUOTE);
      this.i++;
    } else if (code === SINGLE_QUOTE && mode !== QUOTE) return this.singleQuotes();
    else if (code === BACKSLASH) this.i += escapeLength(text, this.i, mode);
    else if (code === LESS_THAN && mode === PLAIN) this.i = afterLessThan(text, this.i);
    else this.i++;
    return true;
  }

  private singleQuotes(): boolean {
    const end = this.text.indexOf("'", this.i + 1);
    if (end < 0) return false;
    // What comes out of `${...}` is split whatever quotes it has inside.
    if (this.mode !== PLAIN && this.splits) {
      for (; this.i < end; this.i++) {
        if (isSpace(this.text.charCodeAt(this.i))) this.split(this.i);
        else if (this.start < 0) this.start = this.i;
      }
      if (this.start < 0) this.start = end;
    }
    this.i = end + 1;
    return true;
  }
}

function isStop(code: number, mode: number): boolean {
  if (mode === PLAIN) return false;
  if (mode === QUOTE) return code === DOUBLE_QUOTE;
  return code === (mode === BRACE ? CLOSE_BRACE : SLASH);
}

/** A backslash takes the next character along; in quotes only a quote, a dollar or a backslash. */
function escapeLength(text: string, at: number, mode: number): number {
  if (mode !== QUOTE) return 2;
  const next = text.charCodeAt(at + 1);
  return next === DOUBLE_QUOTE || next === DOLLAR || next === BACKSLASH ? 2 : 1;
}

/** `<<`, a `-` and the blanks behind belong to one word. */
function afterLessThan(text: string, at: number): number {
  if (text.charCodeAt(at + 1) !== LESS_THAN) return at + 1;
  let i = at + 2;
  if (text.charCodeAt(i) === DASH) i++;
  for (; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code !== SPACE && code !== TAB && code !== CR) break;
  }
  return i;
}

/**
 * Reads on after a `$`: four times the index to go on at, plus BRACE or PATTERN when a `${...}` was opened that has to be
 * closed; -1 on a bad substitution.
 */
function afterDollar(text: string, at: number): number {
  if (text.charCodeAt(at) !== OPEN_BRACE) return 4 * (isSpecialName(text.charAt(at)) ? at + 1 : at);
  const first = text.charCodeAt(at + 1);
  if (at + 1 >= text.length || first === OPEN_BRACE || first === CLOSE_BRACE || first === COLON) return -1;
  let i = afterName(text, at + 1);
  switch (text.charAt(i)) {
    case '}':
      return 4 * (i + 1);
    case ':':
      return i + 1 < text.length ? 4 * (i + 2) + BRACE : -1;
    case '+':
    case '-':
    case '?':
    case '#':
    case '%':
      return 4 * (i + 1) + BRACE;
    case '/':
      if (text.charCodeAt(i + 1) === SLASH) i++;
      return 4 * (i + 1) + PATTERN;
    default:
      return -1;
  }
}

const isSpecialName = (char: string): boolean => char !== '' && '@*#?-$!0'.includes(char);

/** Index after a variable name: digits, one special character, or letters, digits and underscores. */
function afterName(text: string, from: number): number {
  let i = from;
  if (/\p{Nd}/u.test(text.charAt(i))) {
    while (/\p{Nd}/u.test(text.charAt(i))) i++;
    return i;
  }
  if (isSpecialName(text.charAt(i))) return i + 1;
  while (/[\p{L}\p{Nd}_]/u.test(text.charAt(i))) i++;
  return i;
}
