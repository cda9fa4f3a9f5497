import type { Flag, Instruction, JsonItem, LogicalLine, Span, Word } from '../parser/nodes';

/** Maps `[from, to)` of a raw word's text to the document. */
export type SpanOf = (from: number, to: number) => Span;

/** Spans inside a word as written; continuations inside it are followed. */
export function inWord(line: LogicalLine, word: Word): SpanOf {
  if (word.end - word.start === word.text.length) return shifted(word.start);
  const index = indexAt(line, word.start);
  return (from, to) => spanIn(line, index + from, index + to);
}

/** Spans inside the value of a flag; the whole value when quotes or escapes were removed from it. */
export function inFlagValue(line: LogicalLine, flag: Flag): SpanOf {
  const whole = flag.valueSpan ?? { start: flag.start, end: flag.end };
  const index = flag.valueIndex;
  if (flag.quoted || index === undefined) return () => whole;
  return (from, to) => spanIn(line, index + from, index + to);
}

/** Spans inside a JSON string; the whole item when it holds escapes. */
export function inJsonItem(item: JsonItem): SpanOf {
  if (item.end - item.start === item.value.length + 2) return shifted(item.start + 1);
  return () => item;
}

/** Spans inside text that stands in the document as it is, such as a heredoc body. */
export function shifted(start: number): SpanOf {
  return (from, to) => ({ start: start + from, end: start + to });
}

/** The keyword of an instruction, for findings about the instruction as a whole. */
export function keywordSpan(instruction: Instruction): Span {
  return { start: instruction.keyword.start, end: instruction.keyword.end };
}

function spanIn(line: LogicalLine, from: number, to: number): Span {
  return from < to ? line.spanOf(from, to) : { start: line.offsetAt(from), end: line.offsetAt(from) };
}

/** Index of the logical line's character at a document offset (offsets ascend). */
export function indexAt(line: LogicalLine, offset: number): number {
  let low = 0;
  let high = line.text.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (line.offsetAt(middle) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
