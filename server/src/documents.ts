import { TextDocument, type TextDocumentContentChangeEvent } from 'vscode-languageserver-textdocument';
import type { IgnoreDocument } from './features/ignore-file/language';
import { analyze } from './model/analyze';
import type { Dockerfile, ModelOptions } from './model/dockerfile';
import type { Tree } from './parser/nodes';
import { parse } from './parser/parse';

/** What the world outside the document tells about it. */
export type ModelOptionsFor = (uri: string, tree: Tree) => ModelOptions;

/**
 * An open document at one version. It is parsed at most once; the model over the tree is made at its first use and made
 * anew after `forget`.
 */
export class OpenDocument {
  #tree: Tree | undefined;
  #file: Dockerfile | undefined;

  constructor(
    private readonly source: TextDocument,
    private readonly optionsFor: ModelOptionsFor,
  ) {}

  get uri(): string {
    return this.source.uri;
  }

  get version(): number {
    return this.source.version;
  }

  get text(): string {
    return this.source.getText();
  }

  get languageId(): string {
    return this.source.languageId;
  }

  /** True for a .dockerignore, of which only `ignoreDocument` makes sense. */
  get isIgnoreFile(): boolean {
    return this.languageId === 'dockerignore' || this.uri.endsWith('.dockerignore');
  }

  get ignoreDocument(): IgnoreDocument {
    this.#tree ??= parse(this.source.getText());
    return { tree: this.#tree, context: this.optionsFor(this.uri, this.#tree).context };
  }

  get file(): Dockerfile {
    this.#tree ??= parse(this.source.getText());
    this.#file ??= analyze(this.#tree, this.optionsFor(this.uri, this.#tree));
    return this.#file;
  }

  /** Drops what was concluded from the world outside, such as base images. */
  forget(): void {
    this.#file = undefined;
  }

  /** The document after incremental or full changes; this one must not be used any more. */
  changed(changes: readonly TextDocumentContentChangeEvent[], version: number): OpenDocument {
    return new OpenDocument(TextDocument.update(this.source, [...changes], version), this.optionsFor);
  }
}

/** How `TextDocuments` of the transport makes our documents. */
export function documentFactory(optionsFor: ModelOptionsFor) {
  return {
    create: (uri: string, languageId: string, version: number, text: string) =>
      new OpenDocument(TextDocument.create(uri, languageId, version, text), optionsFor),
    update: (document: OpenDocument, changes: readonly TextDocumentContentChangeEvent[], version: number) =>
      document.changed(changes, version),
  };
}
