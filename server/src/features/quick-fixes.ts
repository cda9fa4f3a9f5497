import {
  type CodeAction,
  CodeActionKind,
  type Diagnostic,
  type Range,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver-types';
import type { Dockerfile } from '../model/dockerfile';
import type { Diagnosed } from '../rules/lint';
import type { Fix, TextChange } from '../rules/rule';
import { diagnostic } from './diagnostics';
import { rangeOf, spanOf } from './positions';
import { suppressActions } from './suppress';

/** The kind of the action that applies every safe fix of a file at once. */
export const fixAllKind = `${CodeActionKind.SourceFixAll}.quayside`;

export interface CodeActionRequest {
  readonly uri: string;
  readonly version: number;
  readonly range: Range;
  /** Kinds that the client asks for; all when absent. */
  readonly only: readonly string[] | undefined;
  /** The client takes edits that are bound to a version of the document. */
  readonly versioned: boolean;
}

/** What can be done about the problems that touch a range: their fixes, the same fix everywhere, and switching a rule off. */
export function quickFixes(file: Dockerfile, found: readonly Diagnosed[], request: CodeActionRequest): CodeAction[] {
  const wanted = (kind: string) =>
    !request.only || request.only.some((asked) => kind === asked || kind.startsWith(`${asked}.`));
  const actions: CodeAction[] = [];
  if (wanted(CodeActionKind.QuickFix)) {
    const span = spanOf(file.tree, request.range);
    const touched = found.filter(({ start, end }) => start <= span.end && span.start <= end);
    for (const problem of touched) actions.push(...fixesOf(file, found, problem, request));
    actions.push(...suppressActions(file, touched, (changes) => edit(file, request, changes)));
  }
  if (wanted(fixAllKind) && request.only) actions.push(...fixAll(file, found, request));
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
    edit: edit(file, request, fix.changes),
  }));
  const same = found.filter(({ code, fixes }) => code === problem.code && fixes[0]?.safe);
  if (problem.fixes[0]?.safe && same.length > 1) {
    actions.push({
      title: `Fix all ${problem.code} in this file`,
      kind: CodeActionKind.QuickFix,
      diagnostics,
      edit: edit(file, request, withoutOverlaps(same.flatMap(({ fixes }) => fixes[0] ?? []))),
    });
  }
  return actions;
}

function fixAll(file: Dockerfile, found: readonly Diagnosed[], request: CodeActionRequest): CodeAction[] {
  const fixes = found.flatMap((problem) => problem.fixes[0] ?? []).filter(({ safe }) => safe);
  if (fixes.length === 0) return [];
  return [
    {
      title: 'Fix all problems that can be fixed safely',
      kind: fixAllKind,
      edit: edit(file, request, withoutOverlaps(fixes)),
    },
  ];
}

/** All changes of the fixes that do not get in each other's way; of two that do, the first wins, as a whole. */
export function withoutOverlaps(fixes: readonly Fix[]): TextChange[] {
  const taken: TextChange[] = [];
  for (const { changes } of fixes) {
    const free = changes.every((change) => !taken.some((other) => overlap(change, other)));
    if (free) taken.push(...changes);
  }
  return taken;
}

function overlap(a: TextChange, b: TextChange): boolean {
  if (a.start === b.start && (a.end === b.end || a.start === a.end || b.start === b.end)) return true;
  return a.start < b.end && b.start < a.end;
}

function edit(
  file: Dockerfile,
  { uri, version, versioned }: CodeActionRequest,
  changes: readonly TextChange[],
): WorkspaceEdit {
  const edits: TextEdit[] = changes.map(({ start, end, text }) => ({
    range: rangeOf(file.tree, { start, end }),
    newText: text,
  }));
  return versioned ? { documentChanges: [{ textDocument: { uri, version }, edits }] } : { changes: { [uri]: edits } };
}
