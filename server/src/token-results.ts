import type { SemanticTokens, SemanticTokensDelta } from 'vscode-languageserver-types';
import type { OpenDocument } from './documents';
import { semanticTokens, tokenChanges } from './features/semantic-tokens';

/** Keeps the last semantic tokens of each document, so that clients need to be told changes only. */
export class TokenResults {
  readonly #last = new Map<string, { readonly resultId: string; readonly data: readonly number[] }>();
  #count = 0;

  full({ file, uri }: OpenDocument): SemanticTokens {
    const { data } = semanticTokens(file);
    return { resultId: this.#keep(uri, data), data };
  }

  delta(document: OpenDocument, previousResultId: string): SemanticTokens | SemanticTokensDelta {
    const before = this.#last.get(document.uri);
    if (before?.resultId !== previousResultId) return this.full(document);
    const { data } = semanticTokens(document.file);
    return { ...tokenChanges(before.data, data), resultId: this.#keep(document.uri, data) };
  }

  closed(uri: string): void {
    this.#last.delete(uri);
  }

  #keep(uri: string, data: readonly number[]): string {
    this.#count += 1;
    const resultId = String(this.#count);
    this.#last.set(uri, { resultId, data });
    return resultId;
  }
}
