import type { Dockerfile } from '../model/dockerfile';
import type { Instruction } from '../parser/nodes';
import type { ShellScript } from '../shell/script';
import { lineBreakOf } from './instruction-edits';
import type { Rule } from './rule';

export const heredocWithoutSetE: Rule = {
  code: 'HeredocWithoutSetE',
  aliases: [],
  source: 'quayside',
  severity: 'warning',
  summary: 'A heredoc script goes on after a failure unless it says set -e',
  why:
    'The commands of `RUN <<EOF` are a shell script: when one fails, the next one runs all the same, and the build only looks at the last one. ' +
    'A broken download thus becomes a broken image. Make `set -e` the first line, or start the shell with `-e`.',
  bad: [
    'FROM debian:13\nRUN ⟦<<EOF⟧\napt-get update\napt-get install -y curl\nEOF\n',
    'FROM debian:13\nRUN ⟦<<-EOF⟧\n\t#!/bin/bash\n\tcurl -fO https://example.com/x\n\tmake\n\tEOF\n',
  ],
  good: [
    'FROM debian:13\nRUN <<EOF\nset -eux\napt-get update\napt-get install -y curl\nEOF\n',
    'FROM debian:13\nRUN <<EOF\napt-get update && apt-get install -y curl\nEOF\n',
    'FROM debian:13\nSHELL ["/bin/bash", "-euc"]\nRUN <<EOF\nmake\nmake install\nEOF\n',
    'FROM debian:13\nRUN <<EOF\n#!/bin/sh -e\nmake\nmake install\nEOF\n',
    'FROM python:3.13\nRUN <<EOF\n#!/usr/bin/env python3\nimport os\nprint(os.name)\nEOF\n',
  ],
  subject: { keywords: ['RUN'] },
  fixable: true,
  *check(file) {
    for (const run of file.byKeyword('RUN')) {
      const heredoc = run.heredocs.length === 1 ? run.heredocs[0] : undefined;
      if (!heredoc || run.rest.text !== heredoc.marker) continue;
      const script = file.scriptOf(run);
      if (!script || stopsAtFailure(file, run, script)) continue;
      const at = afterShebang(file.text, heredoc.body.start);
      const tabs = heredoc.chomp ? (/^\t*/.exec(file.text.slice(at, heredoc.body.end))?.[0] ?? '') : '';
      yield {
        start: heredoc.start,
        end: heredoc.end,
        message: 'When a command of this script fails, the build goes on; begin it with `set -e`.',
        fixes: [
          {
            title: 'Begin the script with set -e',
            changes: [{ start: at, end: at, text: `${tabs}set -e${lineBreakOf(file.text)}` }],
            // A script may rely on going on, such as after a grep that finds nothing.
            safe: false,
          },
        ],
      };
    }
  },
};

/** Commands that do not fail in practice; an assignment has no name. */
const harmless: ReadonlySet<string> = new Set(['', 'echo', 'printf', 'export', 'set', 'umask', 'true', ':']);

/** True when no failure can be missed: only the last list of commands can fail, or errexit by `set`, shebang or SHELL. */
function stopsAtFailure(file: Dockerfile, run: Instruction, { commands, text, errors }: ShellScript): boolean {
  if (errors.length > 0) return true;
  const lastList = commands.findLast(({ depth, joiner }) => depth === 0 && (joiner === 'newline' || joiner === ';'));
  if (!lastList || commands.slice(0, lastList.index).every(({ name }) => harmless.has(name))) return true;
  if (commands.some(({ name, args }) => name === 'set' && args.some((word) => /^-[a-z]*e|^errexit$/.test(word.text))))
    return true;
  const shebang = /^\s*#!(.*)/.exec(text)?.[1];
  const options = shebang?.split(/\s+/).slice(1) ?? file.configAfter(run).Shell?.slice(1) ?? [];
  return options.some((option) => /^-[a-z]*e|^errexit$/.test(option));
}

/** Offset of the first line below a `#!` line. */
function afterShebang(text: string, start: number): number {
  const line = /^[ \t]*#!.*(?:\n|$)/.exec(text.slice(start))?.[0] ?? '';
  return start + line.length;
}
