import type { Binding, Certainty, ExpandOptions, Expansion, ExpansionError, VariableReference } from './expand';
import { parsePattern, replacePattern, trimPrefix, trimSuffix } from './pattern';

/** Longer values count as unknown: `ENV A=$A$A` doubles with each line. */
const valueLimit = 1 << 18;
/** Deeper nesting of `${a:-${b:-…}}` is refused rather than overflowing the stack. */
const depthLimit = 200;

/** Raised inside the lexer only; `run` turns it into a value. */
class LexerError extends Error {
  constructor(
    message: string,
    readonly start: number,
    readonly end: number,
  ) {
    super(message);
  }
}

/** Reads one raw word, and puts values where it has variables. */
export class Lexer {
  private at = 0;
  private depth = 0;
  private rawEscapes = false;
  private certainty: Certainty = 'certain';
  private readonly references: VariableReference[] = [];
  private readonly words: string[] = [];
  private word: string | undefined;

  constructor(
    private readonly raw: string,
    private readonly options: ExpandOptions,
  ) {}

  run(): Expansion {
    let text = '';
    let error: ExpansionError | undefined;
    try {
      text = this.until(undefined, false);
    } catch (caught) {
      if (!(caught instanceof LexerError)) throw caught;
      error = { message: caught.message, start: caught.start, end: Math.max(caught.end, caught.start + 1) };
    }
    if (text.length > valueLimit) {
      text = this.raw;
      this.certainty = 'unknown';
    }
    if (this.word) this.words.push(this.word);
    return { text, words: this.words, certainty: this.certainty, references: this.references, error };
  }

  /** Reads up to `stop` (which it consumes) or the end; only the outermost call collects split words. */
  private until(stop: string | undefined, rawEscapes: boolean): string {
    const { raw } = this;
    const start = this.at;
    const outerEscapes = this.rawEscapes;
    const collects = this.depth === 0 && this.options.split === true;
    this.rawEscapes = rawEscapes;
    let result = '';
    while (this.at < raw.length) {
      if (raw[this.at] === stop) {
        this.at++;
        this.rawEscapes = outerEscapes;
        return result;
      }
      const { text, quoted } = this.piece(stop);
      result += text;
      if (collects) this.collect(text, quoted);
    }
    if (stop !== undefined) throw new LexerError('end', start, raw.length);
    this.rawEscapes = outerEscapes;
    return result;
  }

  /** The next substitution, quoted string, escape or plain run; `quoted` text is not split at blanks. */
  private piece(stop: string | undefined): { readonly text: string; readonly quoted: boolean } {
    const { raw, options } = this;
    const character = raw[this.at];
    if (character === '$') return { text: this.dollar(), quoted: false };
    if (character === "'" && !options.plainQuotes) return { text: this.singleQuote(), quoted: true };
    if (character === '"' && !options.plainQuotes) return { text: this.doubleQuote(), quoted: true };
    if (character !== options.escape) return { text: this.plain(stop), quoted: false };
    this.at++;
    const next = this.at < raw.length ? String.fromCodePoint(raw.codePointAt(this.at) ?? 0) : '';
    this.at += next.length;
    return { text: (this.rawEscapes ? character : '') + next, quoted: next !== '' };
  }

  /** A run of characters without meaning. */
  private plain(stop: string | undefined): string {
    const start = this.at;
    const { raw, options } = this;
    do this.at++;
    while (this.at < raw.length && !isSpecial(raw[this.at], stop, options.escape));
    return raw.slice(start, this.at);
  }

  private collect(piece: string, quoted: boolean): void {
    if (quoted) {
      this.word = (this.word ?? '') + piece;
      return;
    }
    const parts = piece.split(/\s+/u);
    parts.forEach((part, index) => {
      if (index > 0) {
        if (this.word) this.words.push(this.word);
        this.word = undefined;
      }
      if (part) this.word = (this.word ?? '') + part;
    });
  }

  private singleQuote(): string {
    const start = this.at;
    const end = this.raw.indexOf("'", start + 1);
    if (end < 0) {
      this.at = this.raw.length;
      throw new LexerError(
        'unexpected end of statement while looking for matching single-quote',
        start,
        this.raw.length,
      );
    }
    this.at = end + 1;
    return this.raw.slice(start + 1, end);
  }

  private doubleQuote(): string {
    const { raw, options } = this;
    const start = this.at++;
    let result = '';
    // Plain runs are taken whole: values are long, and what has a meaning in them is rare.
    let run = this.at;
    while (this.at < raw.length) {
      const character = raw[this.at];
      if (character === '"') return result + raw.slice(run, this.at++);
      if (character === '$') {
        result += raw.slice(run, this.at) + this.dollar();
        run = this.at;
      } else if (character === options.escape) {
        const next = raw[this.at + 1];
        const escapes = next === '"' || next === '$' || next === options.escape;
        if (escapes) {
          result += raw.slice(run, this.rawEscapes ? this.at + 1 : this.at) + next;
          this.at += 2;
          run = this.at;
        } else {
          this.at++;
          // BuildKit writes a raw escape that escapes nothing twice.
          if (this.rawEscapes) {
            result += raw.slice(run, this.at);
            run = this.at - 1;
          }
        }
      } else this.at++;
    }
    throw new LexerError('unexpected end of statement while looking for matching double-quote', start, raw.length);
  }

  private dollar(): string {
    const { raw } = this;
    const start = this.at++;
    if (raw[this.at] !== '{') {
      const nameStart = this.at;
      const name = this.name();
      if (name === '') return '$';
      return this.plainValue(name, start, nameStart);
    }
    this.at++;
    const first = raw[this.at];
    if (first === undefined) throw new LexerError("syntax error: missing '}'", start, raw.length);
    if (first === '{' || first === '}' || first === ':') {
      throw new LexerError('syntax error: bad substitution', start, this.endOfBraces(start));
    }
    if (this.depth >= depthLimit) throw new LexerError('substitutions are nested too deeply', start, raw.length);
    this.depth++;
    const result = this.braces(start);
    this.depth--;
    return result;
  }

  private braces(start: number): string {
    const nameStart = this.at;
    const name = this.name();
    const operator = this.raw[this.at++];
    if (operator === '}') return this.plainValue(name, start, nameStart);
    if (operator === '/') return this.replace(name, start, nameStart);
    const colon = operator === ':';
    const modifier = colon ? this.raw[this.at++] : operator;
    const trims = modifier === '#' || modifier === '%';
    const unsupported = () => {
      const shown = (colon ? ':' : '') + (modifier ?? '\uFFFD');
      return new LexerError(`unsupported modifier (${shown}) in substitution`, start, this.endOfBraces(start));
    };
    if (modifier === undefined || !'+-?#%'.includes(modifier) || (colon && trims)) throw unsupported();
    const word = this.inner('}', trims, start, "syntax error: missing '}'");
    const binding = this.look(name, start, nameStart);
    if (this.stays(binding)) return this.raw.slice(start, this.at);
    const { value } = binding;
    if (trims) return this.trim(value, word, modifier, start);
    const present = value !== undefined && !(colon && value === '');
    if (modifier === '-') return present ? value : word;
    if (modifier === '+') return present ? word : '';
    if (present || binding.certainty !== 'certain') return value ?? '';
    const problem = value === undefined ? 'is not allowed to be unset' : 'is not allowed to be empty';
    throw new LexerError(`${name}: ${word || problem}`, start, this.at);
  }

  private trim(value: string | undefined, word: string, modifier: string, start: number): string {
    const longest = word.startsWith(modifier);
    const tokens = parsePattern(longest ? word.slice(1) : word);
    if (typeof tokens === 'string') throw new LexerError(tokens, start, this.at);
    return this.settle((modifier === '#' ? trimPrefix : trimSuffix)(value ?? '', tokens, longest), start);
  }

  private replace(name: string, start: number, nameStart: number): string {
    const all = this.raw[this.at] === '/';
    if (all) this.at++;
    const pattern = this.inner('/', true, start, "syntax error: missing '/' in ${}");
    const replacement = this.inner('}', true, start, "syntax error: missing '}'");
    const binding = this.look(name, start, nameStart);
    const tokens = parsePattern(pattern);
    if (typeof tokens === 'string') throw new LexerError(tokens, start, this.at);
    if (this.stays(binding)) return this.raw.slice(start, this.at);
    return this.settle(replacePattern(binding.value ?? '', tokens, replacement, all), start);
  }

  private settle(result: string | undefined, start: number): string {
    if (result !== undefined) return result;
    this.certainty = 'unknown';
    return this.raw.slice(start, this.at);
  }

  /** A word inside braces, with BuildKit's message when its end is missing. */
  private inner(stop: string, rawEscapes: boolean, start: number, missing: string): string {
    try {
      return this.until(stop, rawEscapes);
    } catch (error) {
      if (error instanceof LexerError && this.at >= this.raw.length)
        throw new LexerError(missing, start, this.raw.length);
      throw error;
    }
  }

  private plainValue(name: string, start: number, nameStart: number): string {
    const binding = this.look(name, start, nameStart);
    return this.stays(binding) ? this.raw.slice(start, this.at) : (binding.value ?? '');
  }

  private stays(binding: Binding): boolean {
    return binding.value === undefined && binding.certainty === 'unknown';
  }

  /** Looks a name up and records the reference, which ends here. */
  private look(name: string, start: number, nameStart: number): Binding {
    const binding = this.options.lookup(name);
    if (binding.certainty === 'unknown' || this.certainty === 'certain') this.certainty = binding.certainty;
    const matched = binding.value !== undefined || binding.certainty === 'unknown';
    this.references.push({ name, start, end: this.at, nameStart, matched });
    return binding;
  }

  /** Letters, digits and `_`; a leading digit takes digits only; one special character stands alone. */
  private name(): string {
    const { raw, at } = this;
    let end = at;
    while (isNameCharacter(raw.charCodeAt(end), end === at)) end++;
    // Digits in front, special characters and letters beyond ASCII are rare.
    if (end === at || raw.charCodeAt(end) > 127) {
      anyName.lastIndex = at;
      end = at + (anyName.exec(raw)?.[0].length ?? 0);
    }
    this.at = end;
    return raw.slice(at, end);
  }

  private endOfBraces(start: number): number {
    const end = this.raw.indexOf('}', start);
    return end < 0 ? this.raw.length : end + 1;
  }
}

const anyName = /[\p{L}_][\p{L}\p{Nd}_]*|\p{Nd}+|[@*#?$!-]/uy;

/** The ASCII part of what names consist of; NaN behind the end is none. */
function isNameCharacter(code: number, first: boolean): boolean {
  const letter = code | 0x20;
  return (letter >= 97 && letter <= 122) || code === 95 || (!first && code >= 48 && code <= 57);
}

function isSpecial(character: string | undefined, stop: string | undefined, token: string): boolean {
  return character === stop || character === '$' || character === "'" || character === '"' || character === token;
}
