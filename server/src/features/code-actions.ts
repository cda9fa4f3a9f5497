import type { Range, TextEdit, WorkspaceEdit } from 'vscode-languageserver-types';
import type { Dockerfile } from '../model/dockerfile';
import type { TextChange } from '../rules/rule';
import { rangeOf } from './positions';

/** What a client asks for when it wants code actions. */
export interface CodeActionRequest {
  readonly uri: string;
  readonly version: number;
  readonly range: Range;
  /** Kinds that the client asks for; all when absent. */
  readonly only: readonly string[] | undefined;
  /** The client takes edits that are bound to a version of the document. */
  readonly versioned: boolean;
  /** The client takes edits that create files. */
  readonly createsFiles?: boolean;
}

/** True when the client asks for actions of a kind, or of one that it belongs to. */
export function wants({ only }: CodeActionRequest, kind: string): boolean {
  return !only || only.some((asked) => kind === asked || kind.startsWith(`${asked}.`));
}

/** Changes of the document as an edit of the workspace. */
export function workspaceEdit(
  { tree }: Dockerfile,
  { uri, version, versioned }: CodeActionRequest,
  changes: readonly TextChange[],
): WorkspaceEdit {
  const edits: TextEdit[] = changes.map((change) => ({ range: rangeOf(tree, change), newText: change.text }));
  return versioned ? { documentChanges: [{ textDocument: { uri, version }, edits }] } : { changes: { [uri]: edits } };
}
