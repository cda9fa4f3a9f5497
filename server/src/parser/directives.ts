import { BOM, EQUALS, HASH, SPACE, TAB } from './chars';
import type { Directive, SyntaxProblem } from './nodes';

/**
 * Reads the parser directives at the head of a file, line by line, as BuildKit's two readers do: the parser itself
 * (`escape`, duplicates) and the scan for `syntax` and `check` before it.
 */
export class DirectiveReader {
  readonly directives: Directive[] = [];
  readonly problems: SyntaxProblem[] = [];
  escape: '\\' | '`' = '\\';
  private parser = true;
  private prescan = true;
  private readonly seen = new Set<string>();
  private readonly scanned = new Set<string>();

  constructor(private readonly text: string) {}

  /** False once both readers have stopped. */
  get active(): boolean {
    return this.parser || this.prescan;
  }

  /** A line that is no comment ends both readers. */
  stop(): void {
    this.parser = false;
    this.prescan = false;
  }

  /**
   * Offers a comment line; true when it is a directive.
   * @param lineStart where the physical line begins, @param hash its `#`, @param end its end without line break
   */
  read(lineStart: number, hash: number, end: number): boolean {
    const isFirst = lineStart === 0 || (lineStart === 1 && this.text.charCodeAt(0) === BOM);
    if (hash === lineStart && isFirst && this.text.charAt(hash + 1) === '!') {
      this.parser = false;
      return false;
    }
    if (hash !== lineStart) this.prescan = false;
    const match = matchDirective(this.text, hash, end);
    const key = match === undefined ? '' : this.text.slice(match.keyStart, match.keyEnd).toLowerCase();
    if (match === undefined || (key !== 'syntax' && key !== 'escape' && key !== 'check')) {
      this.stop();
      return false;
    }
    if (!this.active) return false;
    const { keyStart, keyEnd, valueStart, valueEnd } = match;
    const duplicate = this.parser && this.seen.has(key);
    if (this.scanned.has(key)) this.prescan = false;
    const directive: Directive = {
      kind: 'directive',
      start: hash,
      end: valueEnd,
      key,
      keySpan: { start: keyStart, end: keyEnd },
      value: this.text.slice(valueStart, valueEnd),
      valueSpan: { start: valueStart, end: valueEnd },
      seenBy: { parser: this.parser && !duplicate, prescan: this.prescan },
    };
    this.directives.push(directive);
    this.scanned.add(key);
    if (duplicate) this.reportDuplicate(directive);
    else if (this.parser) this.accept(directive);
    return true;
  }

  private accept(directive: Directive): void {
    this.seen.add(directive.key);
    if (directive.key !== 'escape') return;
    if (directive.value === '\\' || directive.value === '`') this.escape = directive.value;
    else {
      const message = `Invalid escape token '${directive.value}': it must be \` or \\.`;
      this.problems.push({ code: 'InvalidEscapeDirective', message, ...directive.valueSpan });
    }
  }

  private reportDuplicate(directive: Directive): void {
    const message = `Only one ${directive.key} parser directive can be used.`;
    this.problems.push({ code: 'DuplicateDirective', message, start: directive.start, end: directive.end });
  }
}

interface Match {
  readonly keyStart: number;
  readonly keyEnd: number;
  readonly valueStart: number;
  readonly valueEnd: number;
}

/** White space of Go's regular expressions. */
const isRegexSpace = (code: number) => code === SPACE || code === TAB || code === 10 || code === 12 || code === 13;

const isLetter = (code: number) => (code >= 97 && code <= 122) || (code >= 65 && code <= 90);

/** `#`, key, `=` and at least one character of value, with white space around each. */
function matchDirective(text: string, hash: number, end: number): Match | undefined {
  if (text.charCodeAt(hash) !== HASH) return undefined;
  let i = skip(text, hash + 1, end);
  const keyStart = i;
  if (!isLetter(text.charCodeAt(i))) return undefined;
  while (i < end && (isLetter(text.charCodeAt(i)) || isDigit(text.charCodeAt(i)))) i++;
  const keyEnd = i;
  i = skip(text, i, end);
  if (i >= end || text.charCodeAt(i) !== EQUALS || i + 1 === end) return undefined;
  const valueStart = skip(text, i + 1, end);
  // `# escape= ` has a blank as its value.
  if (valueStart === end) return { keyStart, keyEnd, valueStart: end - 1, valueEnd: end };
  let valueEnd = end;
  while (isRegexSpace(text.charCodeAt(valueEnd - 1))) valueEnd--;
  return { keyStart, keyEnd, valueStart, valueEnd };
}

const isDigit = (code: number) => code >= 48 && code <= 57;

function skip(text: string, from: number, end: number): number {
  let i = from;
  while (i < end && isRegexSpace(text.charCodeAt(i))) i++;
  return i;
}
