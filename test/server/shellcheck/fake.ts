import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Makes an executable that stands for shellcheck: `body` is JavaScript that sees `input`, all of standard input, and `args`. */
export function fakeProgram(body: string): { readonly program: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'shellcheck-'));
  const program = join(folder, 'shellcheck');
  const script = [
    `#!${process.execPath}`,
    'const { appendFileSync, readFileSync } = require("node:fs");',
    'const args = process.argv.slice(2);',
    `const log = (text) => appendFileSync(${JSON.stringify(join(folder, 'log'))}, text + "\\n");`,
    'const report = (...comments) => process.stdout.write(JSON.stringify({ comments }));',
    'const input = readFileSync(0, "utf8");',
    body,
  ];
  writeFileSync(program, script.join('\n'));
  chmodSync(program, 0o755);
  return { program, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** A comment of shellcheck on a word of line 2 of the input, the first line of the script. */
export function comment(
  column: number,
  endColumn: number,
  code: number,
  more: Readonly<Record<string, unknown>> = {},
): string {
  const place = { line: 2, endLine: 2, column, endColumn };
  return JSON.stringify({ file: '-', ...place, level: 'warning', code, message: 'Found.', fix: null, ...more });
}
