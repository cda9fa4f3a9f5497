import { positionAt } from '../features/positions';
import type { Checked } from './file-run';

/** The report for programs: one JSON document, lines and characters zero-based, characters in UTF-16 units. */
export function jsonReport(checked: readonly Checked[]): string {
  const files = checked.map(({ input, file, diagnostics }) => ({
    file: input.name,
    diagnostics: diagnostics.map(({ code, aliases, severity, source, message, start, end, fixes }) => ({
      code,
      aliases,
      severity,
      source,
      message,
      range: { start: positionAt(file.tree, start), end: positionAt(file.tree, end) },
      fixable: fixes.length > 0,
    })),
  }));
  return `${JSON.stringify({ files })}\n`;
}
