import {
  type Diagnostic,
  type DiagnosticRelatedInformation,
  DiagnosticSeverity,
  DiagnosticTag,
} from 'vscode-languageserver-types';
import type { ConfigProblem } from '../config/config-file';
import type { Dockerfile } from '../model/dockerfile';
import type { Tree } from '../parser/nodes';
import type { Diagnosed } from '../rules/lint';
import { rangeOf } from './positions';

const severities = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
} as const;

const tags = { unnecessary: DiagnosticTag.Unnecessary, deprecated: DiagnosticTag.Deprecated } as const;

/** What was found as LSP diagnostics, in the same order. */
export function diagnostics(file: Dockerfile, uri: string, found: readonly Diagnosed[]): Diagnostic[] {
  return found.map((one) => diagnostic(file.tree, uri, one));
}

/** One finding as an LSP diagnostic; the source is ShellCheck for what that program says, and Quayside else. */
export function diagnostic(tree: Tree, uri: string, found: Diagnosed): Diagnostic {
  return {
    range: rangeOf(tree, found),
    severity: severities[found.severity],
    code: found.code,
    source: found.source === 'shellcheck' ? 'shellcheck' : 'quayside',
    message: found.message,
    ...(found.url && { codeDescription: { href: found.url } }),
    ...(found.tags?.length && { tags: found.tags.map((tag) => tags[tag]) }),
    ...(found.related?.length && { relatedInformation: found.related.map((one) => related(tree, uri, one)) }),
  };
}

/** What is wrong in a config file as LSP diagnostics. */
export function configDiagnostics(problems: readonly ConfigProblem[]): Diagnostic[] {
  return problems.map(({ range, message }) => ({
    range,
    severity: DiagnosticSeverity.Warning,
    source: 'quayside',
    message,
  }));
}

function related(
  tree: Tree,
  uri: string,
  { start, end, message }: { readonly start: number; readonly end: number; readonly message: string },
): DiagnosticRelatedInformation {
  return { location: { uri, range: rangeOf(tree, { start, end }) }, message };
}
