import type { Span, SyntaxProblem } from '../parser/nodes';
import type { SyntaxCode } from './codes';

/** Collects the problems of one document. */
export class Report {
  readonly problems: SyntaxProblem[] = [];

  /** @param suggestion what replaces the span; also named at the end of the message */
  add(code: SyntaxCode, { start, end }: Span, message: string, suggestion?: string): void {
    if (suggestion === undefined) this.problems.push({ code, message, start, end });
    else this.problems.push({ code, message: `${message} Did you mean ${suggestion}?`, start, end, suggestion });
  }
}
