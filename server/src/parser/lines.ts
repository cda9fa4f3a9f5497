import { isSpace } from './chars';
import type { LogicalLine, Span, Word } from './nodes';

/** What all lines of a document share. */
export interface Source {
  readonly text: string;
  readonly lineStarts: readonly number[];
  /** Character code of the escape token. */
  escapeCode: number;
}

/**
 * A logical line over its document. Only the places where physical lines were joined are stored, and the joined text is
 * made at its first use.
 */
export class Line implements LogicalLine {
  private joined: string | undefined;

  /**
   * @param start document offset of the first character
   * @param end document offset after the last character
   * @param breaks one pair of numbers per further segment, ascending: its index in the logical line, its document offset
   */
  constructor(
    readonly source: Source,
    readonly start: number,
    private readonly end: number,
    private readonly breaks: readonly number[] | undefined,
  ) {}

  get text(): string {
    if (this.breaks === undefined) return this.source.text.slice(this.start, this.end);
    this.joined ??= this.join(this.breaks);
    return this.joined;
  }

  /** Document offset up to which the line stands in the document as it is, from its start on. */
  get headEnd(): number {
    return this.breaks === undefined ? this.end : this.start + (this.breaks[0] ?? 0);
  }

  get length(): number {
    const breaks = this.breaks;
    if (breaks === undefined) return this.end - this.start;
    const last = breaks.length - 1;
    return (breaks[last - 1] ?? 0) + this.end - (breaks[last] ?? 0);
  }

  private join(breaks: readonly number[]): string {
    const parts: string[] = [];
    let index = 0;
    let offset = this.start;
    for (let i = 0; i < breaks.length; i += 2) {
      const next = breaks[i] ?? 0;
      parts.push(this.source.text.slice(offset, offset + next - index));
      index = next;
      offset = breaks[i + 1] ?? 0;
    }
    parts.push(this.source.text.slice(offset, this.end));
    return parts.join('');
  }

  offsetAt(index: number): number {
    const breaks = this.breaks;
    if (breaks === undefined || index < (breaks[0] ?? 0)) return this.start + index;
    if (index >= this.length) return this.end;
    let low = 0;
    let high = breaks.length / 2 - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((breaks[2 * middle] ?? 0) <= index) low = middle;
      else high = middle - 1;
    }
    return (breaks[2 * low + 1] ?? 0) + index - (breaks[2 * low] ?? 0);
  }

  /** Document offset after the character before `index`. */
  endAt(index: number): number {
    return index === 0 ? this.start : this.offsetAt(index - 1) + 1;
  }

  spanOf(from: number, to: number): Span {
    const start = this.offsetAt(from);
    return { start, end: to > from ? this.endAt(to) : start };
  }

  /** An empty word right after the character before `index`. */
  emptyWord(index: number): Word {
    const end = this.endAt(index);
    return { start: end, end, text: '' };
  }

  /** The characters `[from, to)` as a word of the document. */
  word(from: number, to: number): Word {
    const start = this.offsetAt(from);
    return { start, end: to > from ? this.endAt(to) : start, text: this.text.slice(from, to) };
  }

  /** Document offset after the last character that is not white space; the start when there is none. */
  trimmedEnd(): number {
    const breaks = this.breaks;
    let end = this.end;
    let segment = breaks ? breaks.length - 1 : -1;
    for (;;) {
      const start = segment < 0 ? this.start : (breaks?.[segment] ?? 0);
      while (end > start && isSpace(this.source.text.charCodeAt(end - 1))) end--;
      if (end > start || segment < 0) return end;
      const length = (breaks?.[segment - 1] ?? 0) - (breaks?.[segment - 3] ?? 0);
      segment -= 2;
      end = (segment < 0 ? this.start : (breaks?.[segment] ?? 0)) + length;
    }
  }

  /** Document offset of the first character that is not white space; the start when there is none. */
  trimmedStart(): number {
    if (!isSpace(this.source.text.charCodeAt(this.start))) return this.start;
    const text = this.text;
    let i = 0;
    while (i < text.length && isSpace(text.charCodeAt(i))) i++;
    return i < text.length ? this.offsetAt(i) : this.start;
  }

  /** The document ranges that make up the line, as flat pairs of start and end. */
  ranges(): number[] {
    const out: number[] = [];
    let index = 0;
    let offset = this.start;
    for (let i = 0; i < (this.breaks?.length ?? 0); i += 2) {
      const next = this.breaks?.[i] ?? 0;
      out.push(offset, offset + next - index);
      index = next;
      offset = this.breaks?.[i + 1] ?? 0;
    }
    out.push(offset, this.end);
    return out;
  }
}
