import type { Flag, LogicalLine, Span } from '../parser/nodes';

/** Where a flag's value stands; the whole flag when the value is missing or empty. */
export function valueSpanOf(flag: Flag): Span {
  return flag.value ? (flag.valueSpan ?? flag) : flag;
}

/** Document span of `[from, to)` of a flag's value; the whole value when quotes or escapes were removed from it. */
export function valuePart(flag: Flag, line: LogicalLine, from: number, to: number): Span {
  if (flag.quoted || flag.valueIndex === undefined) return flag.valueSpan ?? flag;
  return line.spanOf(flag.valueIndex + from, flag.valueIndex + to);
}
