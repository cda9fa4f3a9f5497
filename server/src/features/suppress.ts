import { type CodeAction, CodeActionKind, type WorkspaceEdit } from 'vscode-languageserver-types';
import type { Dockerfile } from '../model/dockerfile';
import type { Instruction } from '../parser/nodes';
import type { Diagnosed } from '../rules/lint';
import type { TextChange } from '../rules/rule';
import { hasInlineSkip } from '../rules/suppressions';
import { instructionTouching } from './locate';
import { ruleNamed } from './rules';

/** Actions that switch rules off, for a line or for the file, each in the comment form that knows the rule. */
export function suppressActions(
  file: Dockerfile,
  problems: readonly Diagnosed[],
  edit: (changes: readonly TextChange[]) => WorkspaceEdit,
): CodeAction[] {
  const codes = new Set<string>();
  const actions: CodeAction[] = [];
  for (const problem of problems) {
    const instruction = instructionTouching(file.tree, problem.start);
    if (problem.source === 'syntax' || codes.has(problem.code)) continue;
    codes.add(problem.code);
    const inLine = instruction && skipLine(file, problem, instruction);
    const add = (title: string, change: TextChange) =>
      actions.push({ title, kind: CodeActionKind.QuickFix, edit: edit([change]) });
    if (inLine) add(`Disable ${problem.code} for this line`, inLine);
    add(`Disable ${problem.code} for this file`, skipFile(file, problem));
  }
  return actions;
}

/** BuildKit's own comments work for its checks only; hadolint's work for every rule here. */
function skipLine(file: Dockerfile, problem: Diagnosed, instruction: Instruction): TextChange {
  const start = file.tree.lineStarts[instruction.startLine] ?? 0;
  const own = problem.source === 'buildkit' && hasInlineSkip(problem.code) && !usesHadolint(file);
  const pattern = own ? /^#\s*check\s*=\s*skip=[\w,]+/i : /^#\s*hadolint\s+ignore\s*=\s*[\w-]+(\s*,\s*[\w-]+)*/;
  // BuildKit follows the first check comment of an instruction only.
  const comment = instruction.comments.find((candidate) =>
    pattern.test(file.text.slice(candidate.start, candidate.end)),
  );
  const code = own ? problem.code : hadolintName(problem);
  if (comment) return extend(file, comment.start, pattern, comment.end, code);
  const indent = /^[ \t]*/.exec(file.text.slice(start))?.[0] ?? '';
  const text = own ? `# check=skip=${code}` : `${indent}# hadolint ignore=${code}`;
  return { start, end: start, text: `${text}${lineBreak(file)}` };
}

function skipFile(file: Dockerfile, problem: Diagnosed): TextChange {
  const { directives, comments } = file.tree;
  if (problem.source === 'buildkit' && !usesHadolint(file)) {
    const check = directives.find(({ key, seenBy }) => key === 'check' && seenBy.prescan);
    if (check) return extendCheck(check.value, check.valueSpan, problem.code);
    const last = directives.at(-1);
    const start = last ? nextLine(file, last.end) : headOf(file);
    return insertLine(file, start, `# check=skip=${problem.code}`);
  }
  const pattern = /^#\s*hadolint\s+global\s+ignore\s*=\s*[\w-]+(\s*,\s*[\w-]+)*/;
  const code = hadolintName(problem);
  const comment = comments.find((candidate) => pattern.test(file.text.slice(candidate.start, candidate.end)));
  if (comment) return extend(file, comment.start, pattern, comment.end, code);
  const last = directives.at(-1);
  const start = last ? nextLine(file, last.end) : headOf(file);
  return insertLine(file, start, `# hadolint global ignore=${code}`);
}

/** Adds a code to the list at the end of what the pattern matches. */
function extend(file: Dockerfile, start: number, pattern: RegExp, end: number, code: string): TextChange {
  const length = pattern.exec(file.text.slice(start, end))?.[0].length ?? end - start;
  return { start: start + length, end: start + length, text: `,${code}` };
}

/** Adds a code to the `skip` part of a check directive, or such a part. */
function extendCheck(
  value: string,
  { start, end }: { readonly start: number; readonly end: number },
  code: string,
): TextChange {
  const skip = /(?:^|;)\s*skip=[^;]*/.exec(value);
  if (skip) {
    const at = start + skip.index + skip[0].trimEnd().length;
    return { start: at, end: at, text: skip[0].endsWith('=') ? code : `,${code}` };
  }
  return { start: end, end, text: `;skip=${code}` };
}

function insertLine(file: Dockerfile, start: number, text: string): TextChange {
  const behindLine = start > 0 && file.text[start - 1] !== '\n' && file.text.charCodeAt(start - 1) !== 0xfeff;
  const before = behindLine ? lineBreak(file) : '';
  return { start, end: start, text: `${before}${text}${lineBreak(file)}` };
}

function nextLine(file: Dockerfile, offset: number): number {
  const end = file.text.indexOf('\n', offset);
  return end < 0 ? file.text.length : end + 1;
}

/** Where directives may begin: behind a byte order mark and a `#!` line. */
function headOf(file: Dockerfile): number {
  const start = file.text.charCodeAt(0) === 0xfeff ? 1 : 0;
  return file.text.startsWith('#!', start) ? nextLine(file, start) : start;
}

function usesHadolint({ tree }: Dockerfile): boolean {
  return tree.comments.some(({ text }) => /^hadolint\s+(global\s+)?ignore\s*=/.test(text));
}

/** The name that hadolint itself knows, where it has the rule. */
function hadolintName({ code }: Diagnosed): string {
  return ruleNamed(code)?.aliases.find((alias) => /^(DL|SC)\d+$/.test(alias)) ?? code;
}

function lineBreak({ text }: Dockerfile): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}
