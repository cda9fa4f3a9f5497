import type { Severity, TextChange } from '../rules/rule';
import type { CheckedScript } from './script';

/** One comment of ShellCheck, as its `json1` format has it; lines and columns are one-based. */
export interface Comment {
  readonly line: number;
  readonly endLine: number;
  readonly column: number;
  readonly endColumn: number;
  readonly level: 'error' | 'warning' | 'info' | 'style';
  readonly code: number;
  readonly message: string;
  readonly fix?: { readonly replacements: readonly Replacement[] } | null;
}

interface Replacement {
  readonly line: number;
  readonly endLine: number;
  readonly column: number;
  readonly endColumn: number;
  readonly precedence: number;
  readonly insertionPoint: string;
  readonly replacement: string;
}

/** The comments in ShellCheck's output; undefined when it is not what ShellCheck writes. */
export function parseReport(output: string): readonly Comment[] | undefined {
  try {
    const report: unknown = JSON.parse(output);
    if (typeof report !== 'object' || report === null || !('comments' in report)) return undefined;
    return Array.isArray(report.comments) && report.comments.every(isComment) ? report.comments : undefined;
  } catch {
    return undefined;
  }
}

function isComment(value: unknown): value is Comment {
  if (typeof value !== 'object' || value === null) return false;
  const comment = value as Record<string, unknown>;
  const numbers = ['line', 'endLine', 'column', 'endColumn', 'code'];
  return numbers.every((key) => typeof comment[key] === 'number') && typeof comment['message'] === 'string';
}

/** ShellCheck's levels in our words. */
export function severityOf(level: Comment['level']): Exclude<Severity, 'off'> {
  return level === 'style'
    ? 'hint'
    : ((['error', 'warning', 'info'] as const).find((name) => name === level) ?? 'info');
}

/** Document span of a comment or replacement; undefined when it lies outside. */
export function spanOf(
  script: CheckedScript,
  { line, endLine, column, endColumn }: Pick<Comment, 'line' | 'endLine' | 'column' | 'endColumn'>,
): { start: number; end: number } | undefined {
  const start = script.offsetAt(line, column);
  const end = script.offsetAt(endLine, endColumn);
  return start === undefined || end === undefined ? undefined : { start, end: Math.max(start, end) };
}

/** ShellCheck's fix as changes of the document; empty when there is none or it reaches out of it. */
export function changesOf(script: CheckedScript, { fix }: Comment): TextChange[] {
  const replacements = [...(fix?.replacements ?? [])].sort((a, b) => b.precedence - a.precedence);
  const changes = replacements.map((replacement): TextChange | undefined => {
    const span = spanOf(script, replacement);
    return span && { ...span, text: replacement.replacement };
  });
  return changes.every((change) => change !== undefined) ? changes : [];
}
