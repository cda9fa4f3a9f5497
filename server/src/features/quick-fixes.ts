import { type CodeAction, CodeActionKind, type Diagnostic } from 'vscode-languageserver-types';
import type { Dockerfile } from '../model/dockerfile';
import { compatibleFixes } from '../rules/fixes';
import type { Diagnosed } from '../rules/lint';
import { type CodeActionRequest, wants, workspaceEdit } from './code-actions';
import { diagnostic } from './diagnostics';
import { spanOf } from './positions';
import { suppressActions } from './suppress';

/** The kind of the action that applies every safe fix of a file at once. */
export const fixAllKind = `${CodeActionKind.SourceFixAll}.quayside`;

/** What can be done about the problems that touch a range: their fixes, the same fix everywhere, and switching a rule off. */
export function quickFixes(file: Dockerfile, found: readonly Diagnosed[], request: CodeActionRequest): CodeAction[] {
  const actions: CodeAction[] = [];
  if (wants(request, CodeActionKind.QuickFix)) {
    const span = spanOf(file.tree, request.range);
    const touched = found.filter(({ start, end }) => start <= span.end && span.start <= end);
    for (const problem of touched) actions.push(...fixesOf(file, found, problem, request));
    actions.push(...suppressActions(file, touched, (changes) => workspaceEdit(file, request, changes)));
  }
  if (wants(request, fixAllKind) && request.only) actions.push(...fixAll(file, found, request));
  return actions;
}

function fixesOf(
  file: Dockerfile,
  found: readonly Diagnosed[],
  problem: Diagnosed,
  request: CodeActionRequest,
): CodeAction[] {
  const diagnostics: Diagnostic[] = [diagnostic(file.tree, request.uri, problem)];
  const actions: CodeAction[] = problem.fixes.map((fix, index) => ({
    title: fix.title,
    kind: CodeActionKind.QuickFix,
    diagnostics,
    ...(index === 0 && !fix.needsInput && { isPreferred: true }),
    edit: workspaceEdit(file, request, fix.changes),
  }));
  const same = compatibleFixes(found.filter(({ code }) => code === problem.code));
  if (problem.fixes.some(({ safe }) => safe) && same.length > 1) {
    actions.push({
      title: `Fix all ${problem.code} in this file`,
      kind: CodeActionKind.QuickFix,
      diagnostics,
      edit: workspaceEdit(
        file,
        request,
        same.flatMap(({ changes }) => changes),
      ),
    });
  }
  return actions;
}

function fixAll(file: Dockerfile, found: readonly Diagnosed[], request: CodeActionRequest): CodeAction[] {
  const fixes = compatibleFixes(found);
  if (fixes.length === 0) return [];
  return [
    {
      title: 'Fix all problems that can be fixed safely',
      kind: fixAllKind,
      edit: workspaceEdit(
        file,
        request,
        fixes.flatMap(({ changes }) => changes),
      ),
    },
  ];
}
