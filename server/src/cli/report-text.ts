import { positionAt } from '../features/positions';
import type { Checked } from './file-run';
import { paint } from './style';

/** The report for people: one line per finding, `file:line:column severity code message`, then a summary. */
export function textReport(checked: readonly Checked[], color: boolean, notes: readonly string[] = []): string {
  const style = paint(color);
  const lines: string[] = [];
  const counts = { error: 0, warning: 0, info: 0, hint: 0 };
  let fixable = 0;
  for (const { input, file, diagnostics } of checked) {
    for (const { start, severity, code, message, fixes } of diagnostics) {
      const { line, character } = positionAt(file.tree, start);
      const place = `${style.bold(input.name)}:${line + 1}:${character + 1}`;
      lines.push(`${place} ${style[severity](severity)} ${style.bold(code)} ${message}`);
      counts[severity] += 1;
      if (fixes.some(({ safe }) => safe)) fixable += 1;
    }
  }
  const total = counts.error + counts.warning + counts.info + counts.hint;
  const filesRead = plural(checked.length, 'file');
  const remarks = notes.map((note) => `${style.dim(note)}\n`).join('');
  if (total === 0) return `${filesRead} checked, no problems\n${remarks}`;
  const parts = [
    counts.error > 0 ? style.error(plural(counts.error, 'error')) : '',
    counts.warning > 0 ? style.warning(plural(counts.warning, 'warning')) : '',
    counts.info > 0 ? style.info(`${counts.info} info`) : '',
    counts.hint > 0 ? style.hint(plural(counts.hint, 'hint')) : '',
  ].filter(Boolean);
  lines.push('', `${filesRead} checked: ${parts.join(', ')}`);
  if (fixable > 0) lines.push(style.dim(`${fixable} of them can be mended with --fix`));
  return `${lines.join('\n')}\n${remarks}`;
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
