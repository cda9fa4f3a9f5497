import {
  type CancellationToken,
  type CompletionItem,
  type CompletionList,
  type CompletionParams,
  type Connection,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  type FormattingOptions,
  LSPErrorCodes,
  ResponseError,
} from 'vscode-languageserver';
import type { Checks } from './checks';
import type { ClientAbilities } from './client-abilities';
import type { OpenDocument } from './documents';
import { codeLenses } from './features/code-lenses';
import { completion, resolveCompletion } from './features/completion';
import { createIgnoreFile } from './features/create-ignore-file';
import { definition } from './features/definition';
import { documentLinks } from './features/document-links';
import { foldingRanges } from './features/folding';
import { format, formatOnEnter } from './features/format';
import type { FormatStyle } from './features/format/style';
import { hover } from './features/hover';
import { type IgnoreDocument, ignoreCompletion, ignoreDiagnostics, ignoreHover } from './features/ignore-file/language';
import { inlayHints } from './features/inlay-hints';
import { quickFixes } from './features/quick-fixes';
import { refactorings } from './features/refactorings';
import { highlights, references } from './features/references';
import { prepareRename, rename } from './features/rename';
import { selectionRanges } from './features/selection-ranges';
import { semanticTokens } from './features/semantic-tokens';
import { signatureHelp } from './features/signature-help';
import { documentSymbols, flatSymbols, workspaceSymbols } from './features/symbols';
import type { LocalImages } from './images';
import { loadTagsCommand } from './protocol';
import type { RegistryTags } from './registry-tags';
import type { ServerSettings } from './server-settings';
import type { TokenResults } from './token-results';

/** What the features need of the server. */
export interface FeatureHost {
  readonly connection: Connection;
  readonly client: ClientAbilities;
  readonly images: LocalImages;
  readonly tags: RegistryTags;
  readonly checks: Checks;
  readonly tokens: TokenResults;
  settingsOf(uri: string): ServerSettings;
  openDocuments(): OpenDocument[];
  /** The findings of a document, or that they are what the client has already. */
  report(document: OpenDocument, previousResultId: string | undefined): Promise<DocumentDiagnosticReport>;
  /** Answers a request about an open document, or with `none` when there is no such document. Catches. */
  answer<T>(
    uri: string,
    token: CancellationToken,
    none: T,
    handle: (document: OpenDocument) => T | Promise<T>,
  ): Promise<T>;
}

/** Registers every feature with the connection. */
export function serveFeatures(host: FeatureHost): void {
  const handlers = new FeatureHandlers(host);
  handlers.serveDiagnosticsAndEdits();
  handlers.serveReading();
  handlers.serveNavigation();
}

class FeatureHandlers {
  constructor(private readonly host: FeatureHost) {}

  serveDiagnosticsAndEdits(): void {
    const { connection } = this.host;
    this.on(
      connection.languages.diagnostics.on,
      emptyReport,
      (document, { previousResultId }) => this.host.report(document, previousResultId),
      (document): DocumentDiagnosticReport => ({
        kind: DocumentDiagnosticReportKind.Full,
        items: ignoreDiagnostics(document),
      }),
    );
    this.on(connection.onCodeAction, null, (document, { range, context: { only } }) => {
      const { file, uri, version } = document;
      const { takesVersionedEdits: versioned, createsFiles } = this.host.client;
      const request = { uri, version, range, only, versioned, createsFiles };
      const found = this.host.checks.of(document);
      const imageInfo = (reference: string) => this.host.images.info(reference);
      return [
        ...quickFixes(file, found, request),
        ...createIgnoreFile(file, found, request),
        ...refactorings(file, request, imageInfo),
      ];
    });
    this.on(connection.onDocumentFormatting, null, ({ file, uri }, { options }) =>
      format(file, this.style(uri, options)),
    );
    this.on(connection.onDocumentRangeFormatting, null, ({ file, uri }, { options, range }) =>
      format(file, this.style(uri, options), range),
    );
    this.on(connection.onDocumentOnTypeFormatting, null, ({ file }, { position, options }) =>
      formatOnEnter(file, position, options),
    );
    this.on(connection.onPrepareRename, null, ({ file }, { position }) => prepareRename(file, position));
    this.on(connection.onRenameRequest, null, ({ file, uri }, { position, newName }) => {
      const edits = rename(file, position, newName);
      if (typeof edits === 'string') throw new ResponseError(LSPErrorCodes.RequestFailed, edits);
      return { changes: { [uri]: edits } };
    });
  }

  serveReading(): void {
    const { connection } = this.host;
    const imageInfo = (reference: string) => this.host.images.info(reference);
    this.on(
      connection.onHover,
      null,
      ({ file, uri }, { position }) =>
        hover(file, position, { state: this.host.settingsOf(uri).hoverState, imageInfo }),
      (document, { position }) => ignoreHover(document, position),
    );
    this.on<CompletionParams, CompletionList | CompletionItem[] | null>(
      connection.onCompletion,
      null,
      ({ file, uri }, { position, context }) =>
        completion(file, position, {
          trigger: context?.triggerCharacter,
          snippets: this.host.client.takesSnippets && this.host.settingsOf(uri).snippets,
          retrigger: this.host.client.options.triggersSuggest === true,
          images: this.host.images.list(),
          registryTags: this.host.settingsOf(uri).registryTags ? this.host.tags : undefined,
          imageInfo,
        }),
      (document, { position }) => ignoreCompletion(document, position),
    );
    connection.onExecuteCommand(({ command, arguments: [image] = [] }) =>
      command === loadTagsCommand && typeof image === 'string' ? this.host.tags.load(image) : null,
    );
    connection.onCompletionResolve((item) => resolveCompletion(item));
    this.on(connection.onSignatureHelp, null, ({ file }, { position }) => signatureHelp(file, position));
    this.on(connection.languages.inlayHint.on, null, ({ file, uri }, { range }) =>
      inlayHints(file, range, this.host.settingsOf(uri).inlayHints),
    );
    this.on(connection.onCodeLens, null, ({ file, uri }) =>
      this.host.settingsOf(uri).stageLenses ? codeLenses(file, uri) : [],
    );
    this.on(connection.onDocumentLinks, null, ({ file }) => documentLinks(file));
    const { semanticTokens: tokens } = connection.languages;
    this.on(tokens.on, noTokens, (document) => this.host.tokens.full(document));
    this.on(tokens.onDelta, noTokens, (document, { previousResultId }) =>
      this.host.tokens.delta(document, previousResultId),
    );
    this.on(tokens.onRange, noTokens, ({ file }, { range }) => semanticTokens(file, range));
  }

  serveNavigation(): void {
    const { connection } = this.host;
    this.on(connection.onDefinition, null, ({ file, uri }, { position }) => {
      const links = definition(file, uri, position);
      return this.host.client.takesLinks
        ? links
        : links.map((link) => ({ uri: link.targetUri, range: link.targetSelectionRange }));
    });
    this.on(connection.onReferences, null, ({ file, uri }, { position, context }) =>
      references(file, uri, position, context.includeDeclaration),
    );
    this.on(connection.onDocumentHighlight, null, ({ file }, { position }) => highlights(file, position));
    this.on(connection.onDocumentSymbol, null, ({ file, uri }) => {
      const symbols = documentSymbols(file);
      return this.host.client.takesSymbolTrees ? symbols : flatSymbols(uri, symbols);
    });
    connection.onWorkspaceSymbol(({ query }) =>
      this.host
        .openDocuments()
        .filter(({ isIgnoreFile }) => !isIgnoreFile)
        .flatMap(({ file, uri }) => workspaceSymbols(file, uri, query)),
    );
    this.on(connection.onFoldingRanges, null, ({ file }) => foldingRanges(file));
    this.on(connection.onSelectionRanges, null, ({ file }, { positions }) => selectionRanges(file, positions));
  }

  /** Registers a feature that answers about one open Dockerfile, and perhaps about a .dockerignore as well. */
  private on<P extends { textDocument: { uri: string } }, R>(
    register: (handler: (params: P, token: CancellationToken) => Promise<R>) => unknown,
    none: R,
    handle: (document: OpenDocument, params: P) => R | Promise<R>,
    handleIgnoreFile?: (document: IgnoreDocument, params: P) => R,
  ): void {
    register((params, token) =>
      this.host.answer(params.textDocument.uri, token, none, (document) => {
        if (!document.isIgnoreFile) return handle(document, params);
        return handleIgnoreFile ? handleIgnoreFile(document.ignoreDocument, params) : none;
      }),
    );
  }

  private style(uri: string, { insertSpaces, tabSize }: FormattingOptions): FormatStyle {
    const { keywordCase, indentContinuedLines, onePackagePerLine } = this.host.settingsOf(uri);
    const step = insertSpaces ? ' '.repeat(tabSize) : '\t';
    return { keywordCase, step, indentContinuedLines, onePackagePerLine };
  }
}

const emptyReport: DocumentDiagnosticReport = { kind: DocumentDiagnosticReportKind.Full, items: [] };

const noTokens: { data: number[] } = { data: [] };
