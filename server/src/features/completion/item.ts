import { type CompletionItem, type CompletionItemKind, InsertTextFormat } from 'vscode-languageserver-types';
import type { Span } from '../../parser/nodes';
import type { ImageInfo, LocalImage } from '../../protocol';
import { rangeOf } from '../positions';
import type { Place } from './place';
import type { KnownTags } from './tags';

export interface CompletionOptions {
  /** Offer snippets with placeholders. */
  readonly snippets: boolean;
  /** The client has VS Code's command that asks for the next completion. */
  readonly retrigger: boolean;
  /** The character that was typed, when that is why the client asks. */
  readonly trigger: string | undefined;
  /** Images of the local engine as far as known. */
  readonly images: readonly LocalImage[];
  readonly imageInfo: (reference: string) => ImageInfo | undefined;
  /** Undefined when tags of registries are not wanted. */
  readonly registryTags?: KnownTags | undefined;
}

/** What finds the documentation of an item when it is selected. */
export type DocumentationKey =
  | { readonly of: 'instruction'; readonly keyword: string }
  | { readonly of: 'flag'; readonly keyword: string; readonly flag: string }
  | { readonly of: 'mount-type'; readonly type: string }
  | { readonly of: 'mount-option'; readonly option: string }
  | { readonly of: 'directive'; readonly key: string }
  | { readonly of: 'rule'; readonly code: string }
  | { readonly of: 'tag'; readonly image: string; readonly tag: string };

export interface Suggestion {
  readonly label: string;
  readonly kind: CompletionItemKind;
  /** One line about it. */
  readonly detail?: string | undefined;
  /** What is inserted when it is not the label. */
  readonly insert?: string;
  /** True when `insert` is an LSP snippet. */
  readonly snippet?: boolean;
  /** What the typed word is compared with when it is not the label. */
  readonly filter?: string;
  /** Items of a lower group come first; the order within a group is kept. */
  readonly group?: number;
  readonly deprecated?: boolean;
  readonly documentation?: DocumentationKey;
  /** Ask for the next completion at once, where the client can. */
  readonly again?: boolean;
}

/** Makes LSP items that replace a span, in the order given. */
export function items({ file, retrigger }: Place, span: Span, suggestions: readonly Suggestion[]): CompletionItem[] {
  const range = rangeOf(file.tree, span);
  return suggestions.map((suggestion, index) => ({
    label: suggestion.label,
    kind: suggestion.kind,
    ...(suggestion.detail !== undefined && { detail: suggestion.detail }),
    sortText: `${suggestion.group ?? 5}${String(index).padStart(4, '0')}`,
    filterText: suggestion.filter ?? suggestion.label,
    textEdit: { range, newText: suggestion.insert ?? suggestion.label },
    ...(suggestion.snippet && { insertTextFormat: InsertTextFormat.Snippet }),
    ...(suggestion.deprecated && { tags: [1 as const] }),
    ...(suggestion.documentation && { data: suggestion.documentation }),
    ...(suggestion.again && retrigger && { command: { title: 'Suggest', command: 'editor.action.triggerSuggest' } }),
  }));
}
