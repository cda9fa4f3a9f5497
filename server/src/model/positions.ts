import type { Flag, Instruction, JsonItem, LogicalLine, Span, Word } from '../parser/nodes';

/** Maps `[from, to)` of a raw word's text to the document. */
export type SpanOf = (from: number, to: number) => Span;

/** Spans inside a word as written; continuations inside it are followed. */
export function inWord(line: LogicalLine, word: Word): SpanOf {
  if (word.end - word.start === word.text.length) return shifted(word.start);
  const index = indexAt(line, word.start);
  return (from, to) => spanIn(line, index + from, index + to);
}

/** Spans inside the value of a flag, past the quotes and escapes that were removed from it. */
export function inFlagValue(line: LogicalLine, flag: Flag): SpanOf {
  const whole = flag.valueSpan ?? { start: flag.start, end: flag.end };
  const index = flag.valueIndex;
  if (index === undefined) return () => whole;
  if (flag.quoted) {
    const kept = keptCharacters(line.text, index, flag.value ?? '');
    return (from, to) => {
      const [first, last] = [kept?.[from], kept?.[to - 1]];
      return first === undefined || last === undefined ? whole : spanIn(line, first, last + 1);
    };
  }
  return (from, to) => spanIn(line, index + from, index + to);
}

/**
 * Where each character of a flag's value stands in the logical line, quotes and escapes left out as BuildKit's
 * extractBuilderFlags does; undefined when the value cannot be found again with either escape token.
 */
function keptCharacters(line: string, start: number, value: string): number[] | undefined {
  for (const token of ['\\', '`']) {
    const kept: number[] = [];
    let same = true;
    for (let at = start; same && at < line.length && kept.length < value.length; at += 1) {
      if (line[at] === token) at += 1;
      else if (line[at] === '"' || line[at] === "'") continue;
      same = line[at] === value[kept.length];
      kept.push(at);
    }
    if (same && kept.length === value.length) return kept;
  }
  return undefined;
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
