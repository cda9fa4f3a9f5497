import { ScriptWord } from './script-sink';
import { filler, withoutFiller } from './source-text';

/** Kinds of characters outside quotes; `other` is what this reader does not know. */
const other = 0;
const plain = 1;
const blank = 2;
/** What ends a word, blanks aside. */
const operator = 3;
const quote = 4;
const dollar = 5;
const glob = 6;
const backslash = 7;

const kinds = new Uint8Array(128);
for (const [kind, characters] of [
  [plain, 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-./:,+%@=^]!'],
  [blank, ' \t'],
  [operator, ';&|\n<>)'],
  [quote, '"\''],
  [dollar, '$'],
  [glob, '*?'],
  [backslash, '\\'],
] as const) {
  for (const character of characters) kinds[character.charCodeAt(0)] = kind;
}

const fillerCode = filler.charCodeAt(0);

function kindOf(code: number): number {
  if (code < kinds.length) return kinds[code] ?? other;
  return code === fillerCode ? plain : other;
}

/** `$NAME`, `${NAME}`, `${NAME:-value}` and `$1`. */
const variable = /\$(?:[A-Za-z_]\w*|[\d@*#?$!-]|\{[A-Za-z_]\w*(?:(?::?[-+=?]|##?|%%?)[\w./:,@*-]*)?\})/y;

/** The library takes this word for a keyword wherever it stands in the `$(…)` of a string. */
const caseWord = /\bcase\b/;

/** Reads the words of a script one after the other. */
export abstract class PlainWords {
  /** Index of the next character. */
  protected at = 0;
  /** Of the word that is being read: false once it has an expansion. */
  private literal = true;
  /** Of the word that is being read: true once it has a quoted part. */
  private hasQuotes = false;
  /** Of the word that is being read: what its part up to `run` becomes; undefined as long as that is itself. */
  private before: string | undefined;
  private run = 0;

  constructor(
    protected readonly text: string,
    protected readonly base: number,
  ) {}

  /** Reads the commands of the `$(…)` whose text begins at `at`, up to its parenthesis; false when they are not plain. */
  protected abstract substitution(): boolean;

  /** Skips blanks, and line ends where they mean nothing. */
  protected skip(lines: boolean): void {
    const { text } = this;
    let code = text.charCodeAt(this.at);
    while (code === 32 || code === 9 || (lines && code === 10)) code = text.charCodeAt(++this.at);
  }

  /** True where no word begins: at an operator and at the end. */
  protected get isAtOperator(): boolean {
    return this.at >= this.text.length || kindOf(this.text.charCodeAt(this.at)) === operator;
  }

  /** Reads on to the end of the word that begins at `from`; undefined when it is not plain. */
  protected word(from: number): ScriptWord | undefined {
    const { text, base } = this;
    this.literal = true;
    this.hasQuotes = false;
    this.before = undefined;
    this.run = from;
    for (;;) {
      const kind = kindOf(text.charCodeAt(this.at));
      if (kind === plain) this.at++;
      else if (kind === blank || kind === operator || this.at >= text.length) break;
      else if (!this.piece(kind, from)) return undefined;
    }
    const { at, before } = this;
    const word = before === undefined ? text.slice(from, at) : before + text.slice(this.run, at);
    return new ScriptWord(base + from, base + at, withoutFiller(word), this.literal, this.hasQuotes);
  }

  /** Reads what is not plain text in the word that begins at `from`. */
  private piece(kind: number, from: number): boolean {
    switch (kind) {
      case glob:
        this.literal = false;
        this.at++;
        return true;
      case quote:
        return this.quoted();
      case backslash:
        return this.escaped();
      case dollar:
        return this.expansion();
      default:
        if (!this.isTest(from)) return false;
        this.at++;
        return true;
    }
  }

  /** Takes `length` characters for what only quotes. */
  private drop(length: number): void {
    this.before = (this.before ?? '') + this.text.slice(this.run, this.at);
    this.at += length;
    this.run = this.at;
  }

  /** True for a `[` that is a word of its own. */
  private isTest(from: number): boolean {
    const { text, at } = this;
    return at === from && text[at] === '[' && kindOf(text.charCodeAt(at + 1)) === blank;
  }

  private escaped(): boolean {
    const next = this.text.charCodeAt(this.at + 1);
    if (!(next >= 32 && next < 127)) return false;
    this.drop(1);
    this.at++;
    return true;
  }

  /** Reads a variable or `$(…)`. */
  private expansion(): boolean {
    const { text, at } = this;
    this.literal = false;
    if (text[at + 1] !== '(') {
      variable.lastIndex = at;
      const found = variable.exec(text);
      if (found) this.at += found[0].length;
      return found !== null;
    }
    const { before, run, hasQuotes } = this;
    this.at += 2;
    if (text[this.at] === '(' || !this.substitution() || text[this.at] !== ')') return false;
    this.at++;
    this.literal = false;
    this.hasQuotes = hasQuotes;
    this.before = before;
    this.run = run;
    return true;
  }

  /** Reads a quoted string. */
  private quoted(): boolean {
    const { text } = this;
    const mark = text[this.at];
    this.hasQuotes = true;
    this.drop(1);
    if (mark === "'") {
      this.at = text.indexOf("'", this.at);
      if (this.at < 0) return false;
      this.drop(1);
      return true;
    }
    while (this.at < text.length) {
      const character = text[this.at];
      if (character === '"') {
        this.drop(1);
        return true;
      }
      if (character === '`') return false;
      if (character === '$') {
        const start = this.at;
        if (!this.expansion() || caseWord.test(text.slice(start, this.at))) return false;
      } else if (character !== '\\') this.at++;
      else if (!this.escapedInQuotes()) return false;
    }
    return false;
  }

  private escapedInQuotes(): boolean {
    const next = this.text[this.at + 1];
    if (next === undefined || next === '\n') return false;
    if (next === '"' || next === '\\' || next === '$' || next === '`') this.drop(1);
    else this.at++;
    this.at++;
    return true;
  }
}
