import {
  type CancellationToken,
  type Connection,
  type Diagnostic,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  FileChangeType,
  type FileEvent,
  type InitializeParams,
  LSPErrorCodes,
  ResponseError,
  TextDocuments,
} from 'vscode-languageserver';
import { URI } from 'vscode-uri';
import { serverCapabilities } from './capabilities';
import { Checks } from './checks';
import { abilitiesOf, noAbilities } from './client-abilities';
import type { FoundConfig } from './config/find-config';
import { BuildContexts } from './context/build-context';
import { documentFactory, type OpenDocument } from './documents';
import { type FeatureHost, serveFeatures } from './feature-handlers';
import { configDiagnostics, diagnostics } from './features/diagnostics';
import { ignoreDiagnostics } from './features/ignore-file/language';
import { LocalImages } from './images';
import type { ModelOptions } from './model/dockerfile';
import type { Tree } from './parser/nodes';
import {
  type ImageInfo,
  type InitializationOptions,
  imageInfoRequest,
  imagesChangedNotification,
  type LocalImage,
  localImagesRequest,
  registryTagsRequest,
  settingsSection,
} from './protocol';
import { RegistryTags } from './registry-tags';
import { readServerSettings, type ServerSettings } from './server-settings';
import { TokenResults } from './token-results';

/** Files whose change means that documents have to be checked again. */
const watchedFiles = ['**/.hadolint.{yaml,yml}', '**/.dockerignore', '**/*.dockerignore'];

/** Serves one client over a connection until it goes. This is the only place that catches. */
export function startServer(connection: Connection): void {
  new Server(connection).listen();
}

class Server implements FeatureHost {
  client = noAbilities;
  private defaults = readServerSettings(undefined);
  /** Settings by document; those of a document just opened are the defaults until the client has answered. */
  private readonly settings = new Map<string, ServerSettings>();
  images = new LocalImages(undefined, () => undefined);
  tags = new RegistryTags(undefined);
  private readonly contexts = new BuildContexts((path) => this.documents.get(URI.file(path).toString())?.text);
  private readonly documents: TextDocuments<OpenDocument>;
  readonly checks = new Checks({
    settingsOf: (uri) => this.settingsOf(uri),
    onRuleError: (code, error) => this.log(`The rule ${code} failed`, error),
    onConfig: (config) => this.run('config problems', () => this.publishConfig(config)),
    onUnavailable: (sentence) => this.connection.console.info(sentence),
    onLate: (document) => this.run('ShellCheck', () => this.foundLate(document)),
  });
  /** Config files whose problems are on display. */
  private readonly badConfigs = new Set<string>();
  readonly tokens = new TokenResults();

  constructor(readonly connection: Connection) {
    this.documents = new TextDocuments(documentFactory((uri, tree) => this.modelOptions(uri, tree)));
  }

  private modelOptions(uri: string, tree: Tree): ModelOptions {
    const baseImage = (reference: string) => this.images.base(reference);
    const { scheme, fsPath } = URI.parse(uri);
    const options = { baseImage, allStages: true };
    return scheme === 'file' ? { ...options, context: this.contexts.of(fsPath, tree) } : options;
  }

  listen(): void {
    const { connection, documents } = this;
    connection.onInitialize((params) => this.initialize(params));
    connection.onInitialized(() => this.run('initialized', () => this.initialized()));
    connection.onDidChangeConfiguration(({ settings }) =>
      this.run('settings', () => this.configurationChanged(settings)),
    );
    connection.onDidChangeWatchedFiles(({ changes }) => this.run('file changes', () => this.filesChanged(changes)));
    connection.onNotification(imagesChangedNotification, () => this.images.changed());

    documents.onDidOpen(({ document }) => this.run('settings', () => this.loadSettings(document.uri)));
    documents.onDidChangeContent(({ document }) => this.run('diagnostics', () => this.edited(document)));
    documents.onDidClose(({ document }) => this.run('close', () => this.closed(document)));

    connection.onShutdown(() => this.checks.close());
    serveFeatures(this);
    documents.listen(connection);
    connection.listen();
  }

  private initialize({ capabilities, initializationOptions }: InitializeParams) {
    const options: InitializationOptions = initializationOptions ?? {};
    this.client = abilitiesOf(capabilities, options);
    this.defaults = readServerSettings(options.settings);
    if (options.images) this.images = new LocalImages(this.imageSource(), () => this.imagesArrived());
    if (options.registryTags) {
      this.tags = new RegistryTags((image) => this.connection.sendRequest(registryTagsRequest, image));
    }
    return { capabilities: serverCapabilities(this.client), serverInfo: { name: 'quayside' } };
  }

  private async initialized(): Promise<void> {
    if (this.client.registersConfiguration) {
      await this.connection.client.register(DidChangeConfigurationNotification.type, { section: settingsSection });
    }
    if (this.client.registersFileWatchers) {
      const watchers = watchedFiles.map((globPattern) => ({ globPattern }));
      await this.connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
    }
  }

  openDocuments(): OpenDocument[] {
    return this.documents.all();
  }

  // Settings

  settingsOf(uri: string): ServerSettings {
    return this.settings.get(uri) ?? this.defaults;
  }

  private async loadSettings(uri: string): Promise<void> {
    if (!this.client.hasConfiguration) return;
    const section: unknown = await this.connection.workspace.getConfiguration({
      scopeUri: uri,
      section: settingsSection,
    });
    const document = this.documents.get(uri);
    if (!document) return;
    const before = this.settingsOf(uri);
    const settings = readServerSettings(section);
    this.settings.set(uri, settings);
    if (JSON.stringify(before) !== JSON.stringify(settings)) await this.worldChanged();
  }

  /** Clients without `workspace/configuration` send the settings along, under our section or bare. */
  private async configurationChanged(sent: unknown): Promise<void> {
    if (this.client.hasConfiguration) {
      await Promise.all(this.documents.keys().map((uri) => this.loadSettings(uri)));
      return;
    }
    const section = typeof sent === 'object' && sent !== null && settingsSection in sent ? sent[settingsSection] : sent;
    this.defaults = readServerSettings(section);
    await this.worldChanged();
  }

  // Diagnostics

  private async filesChanged(changes: readonly FileEvent[]): Promise<void> {
    for (const { uri, type } of changes) if (type === FileChangeType.Deleted) await this.showConfigProblems(uri, []);
    await this.contextChanged();
  }

  /** What Dockerfiles copy depends on the text of an ignore file, saved or not. */
  private async edited(document: OpenDocument): Promise<void> {
    await (document.isIgnoreFile ? this.contextChanged() : this.publish(document));
  }

  private async contextChanged(): Promise<void> {
    this.contexts.forget();
    for (const document of this.documents.all()) document.forget();
    await this.worldChanged();
  }

  /** Something outside the documents has changed that diagnostics depend on. */
  private async worldChanged(): Promise<void> {
    this.checks.changed();
    if (!this.client.pullsDiagnostics) for (const document of this.documents.all()) await this.publish(document);
    else if (this.client.refreshesDiagnostics) await this.connection.languages.diagnostics.refresh();
  }

  private async foundLate(document: OpenDocument): Promise<void> {
    if (!this.client.pullsDiagnostics) await this.publish(document);
    else if (this.client.refreshesDiagnostics) await this.connection.languages.diagnostics.refresh();
  }

  private async publish(document: OpenDocument): Promise<void> {
    if (this.client.pullsDiagnostics) return;
    if (!document.isIgnoreFile) await this.checks.settle(document);
    if (this.documents.get(document.uri) !== document) return;
    const { uri, version } = document;
    const found = document.isIgnoreFile
      ? ignoreDiagnostics(document.ignoreDocument)
      : diagnostics(document.file, uri, this.checks.of(document));
    await this.connection.sendDiagnostics({ uri, version, diagnostics: found });
  }

  private async publishConfig({ path, problems }: FoundConfig): Promise<void> {
    await this.showConfigProblems(URI.file(path).toString(), configDiagnostics(problems));
  }

  private async showConfigProblems(uri: string, found: Diagnostic[]): Promise<void> {
    if (found.length === 0 && !this.badConfigs.delete(uri)) return;
    if (found.length > 0) this.badConfigs.add(uri);
    await this.connection.sendDiagnostics({ uri, diagnostics: found });
  }

  async report(document: OpenDocument, previousResultId: string | undefined): Promise<DocumentDiagnosticReport> {
    await this.checks.settle(document);
    const resultId = this.checks.stateOf(document);
    if (resultId === previousResultId) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId };
    const items = diagnostics(document.file, document.uri, this.checks.of(document));
    return { kind: DocumentDiagnosticReportKind.Full, resultId, items };
  }

  private async closed({ uri, isIgnoreFile }: OpenDocument): Promise<void> {
    this.settings.delete(uri);
    this.checks.closed(uri);
    // What was read for this document may never be asked for again; for others it is read anew.
    this.contexts.forget();
    this.tokens.closed(uri);
    if (!this.client.pullsDiagnostics) await this.connection.sendDiagnostics({ uri, diagnostics: [] });
    // Edits that were not saved are gone.
    if (isIgnoreFile) await this.contextChanged();
  }

  // Images

  private imageSource() {
    const { connection } = this;
    return {
      list: () => connection.sendRequest<LocalImage[]>(localImagesRequest),
      info: (reference: string) => connection.sendRequest<ImageInfo | null>(imageInfoRequest, { reference }),
    };
  }

  private imagesArrived(): void {
    for (const document of this.documents.all()) document.forget();
    this.run('image changes', () => this.worldChanged());
  }

  // Errors

  /** Answers a request about an open document; a failure is logged and reported as a short error. */
  async answer<T>(
    uri: string,
    token: CancellationToken,
    none: T,
    handle: (document: OpenDocument) => T | Promise<T>,
  ): Promise<T> {
    if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'Cancelled');
    const document = this.documents.get(uri);
    if (!document) return none;
    try {
      return await handle(document);
    } catch (error) {
      if (error instanceof ResponseError) throw error;
      this.log('A request failed', error);
      throw new ResponseError(LSPErrorCodes.RequestFailed, 'Quayside could not answer; its log says why.');
    }
  }

  /** Runs work that nobody waits for. */
  private run(what: string, work: () => Promise<void>): void {
    work().catch((error: unknown) => this.log(`Handling ${what} failed`, error));
  }

  private log(what: string, error: unknown): void {
    this.connection.console.error(
      `${what}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    );
  }
}
