import { homedir } from 'node:os';
import * as vscode from 'vscode';
import type { ConnectPanel, PanelKind, PanelState } from './panels/messages';
import { openPanel, restorePanels } from './panels/panel';
import { askWithSuggestions } from './suggest-box';
import { SessionTerminal } from './terminals/session-terminal';
import type { Choice, InputQuestion, SuggestQuestion, Ui } from './ui';

const scheme = 'quayside';

/** Milliseconds that a task may take before a notification tells of it: most actions are done by then. */
const quietTime = 400;

/** The editor's own dialogs, lists and notifications. */
export class VscodeUi implements Ui, vscode.Disposable {
  readonly #documents = new Documents();
  readonly #problems = vscode.languages.createDiagnosticCollection('quayside build');
  readonly #obstacles = new vscode.EventEmitter<string | undefined>();
  #obstacle: string | undefined;

  /** `pages` is the folder of what web views load. */
  constructor(
    private readonly log: vscode.LogOutputChannel,
    private readonly pages: vscode.Uri,
  ) {}

  async confirm(question: Parameters<Ui['confirm']>[0]): Promise<string | undefined> {
    const options = { modal: true, ...(question.detail === undefined ? {} : { detail: question.detail }) };
    return vscode.window.showWarningMessage(question.message, options, ...question.actions);
  }

  pick<T>(question: Parameters<Ui['pick']>[0], choices: readonly Choice<T>[]): Promise<T | undefined> {
    const list = vscode.window.createQuickPick<Item<T>>();
    list.title = question.title;
    list.placeholder = question.placeholder;
    list.matchOnDescription = true;
    list.matchOnDetail = true;
    list.items = choices.map(itemOf);
    list.activeItems = list.items.slice(0, 1);
    return answer(list, () => list.selectedItems[0]?.value);
  }

  pickMany<T>(
    question: Parameters<Ui['pickMany']>[0] & { title: string | ((ticked: readonly T[]) => string) },
    choices: readonly Choice<T>[],
  ): Promise<readonly T[] | undefined> {
    const { title } = question;
    const list = vscode.window.createQuickPick<Item<T>>();
    const values = () => list.selectedItems.map(({ value }) => value);
    const name = () => {
      list.title = typeof title === 'string' ? title : title(values());
    };
    list.canSelectMany = true;
    list.matchOnDescription = true;
    list.placeholder = question.placeholder;
    list.items = choices.map(itemOf);
    list.selectedItems = list.items.filter(({ picked }) => picked);
    name();
    list.onDidChangeSelection(name);
    return answer(list, values);
  }

  async input(question: InputQuestion): Promise<string | undefined> {
    return vscode.window.showInputBox({
      title: question.title,
      prompt: question.prompt,
      ignoreFocusOut: true,
      ...(question.value === undefined ? {} : { value: question.value }),
      ...(question.placeholder === undefined ? {} : { placeHolder: question.placeholder }),
      validateInput: (value) => question.validate?.(value),
    });
  }

  suggest(
    question: SuggestQuestion,
    choices: (typed: string) => readonly Choice<string>[],
  ): Promise<string | undefined> {
    return askWithSuggestions(question, choices, (message) => void this.error(message));
  }

  info(message: string): void {
    void vscode.window.showInformationMessage(withoutLinks(message));
  }

  async warn(message: string, ...actions: readonly string[]): Promise<string | undefined> {
    return vscode.window.showWarningMessage(withoutLinks(message), ...actions);
  }

  async error(message: string, ...actions: readonly string[]): Promise<string | undefined> {
    return vscode.window.showErrorMessage(withoutLinks(message), ...actions);
  }

  async progress<T>(
    title: string,
    task: (signal: AbortSignal, report: (text: string) => void) => Promise<T>,
  ): Promise<T> {
    const controller = new AbortController();
    const reported = new vscode.EventEmitter<string>();
    const work = task(controller.signal, (message) => reported.fire(message));
    const finished = work.then(
      () => {},
      () => {},
    );
    const slow = await Promise.race([finished.then(() => false), later(quietTime).then(() => true)]);
    if (slow) {
      const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
      void vscode.window.withProgress(options, (progress, token) => {
        token.onCancellationRequested(() => controller.abort());
        let last = '';
        const show = () => progress.report({ message: this.#obstacle ?? last });
        const obstacles = this.#obstacles.event(show);
        reported.event((message) => {
          last = message;
          show();
        });
        show();
        return finished.then(() => obstacles.dispose());
      });
    }
    return work.finally(() => reported.dispose());
  }

  /** Tells in the notifications of all tasks what keeps them waiting; undefined when nothing does any more. */
  setObstacle(words: string | undefined): void {
    if (words !== this.#obstacle) {
      this.#obstacle = words;
      this.#obstacles.fire(words);
    }
  }

  async showDocument(name: string, content: string): Promise<void> {
    const uri = this.#documents.put(name, content);
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document, { preview: true });
  }

  async copy(text: string): Promise<void> {
    await vscode.env.clipboard.writeText(text);
    vscode.window.setStatusBarMessage('$(check) Copied', 2000);
  }

  async openUrl(url: string): Promise<void> {
    await vscode.env.openExternal(vscode.Uri.parse(url));
  }

  async askSavePath({ title, name }: Parameters<Ui['askSavePath']>[0]): Promise<string | undefined> {
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(homedir());
    // Names come from engines: a slash would make folders of them.
    const defaultUri = vscode.Uri.joinPath(folder, name.replaceAll(/[\\/:]/g, '-'));
    const chosen = await vscode.window.showSaveDialog({ title, defaultUri });
    return chosen?.scheme === 'file' ? chosen.fsPath : undefined;
  }

  async askOpenPath({ title, button }: Parameters<Ui['askOpenPath']>[0]): Promise<string | undefined> {
    const [chosen] = (await vscode.window.showOpenDialog({ title, openLabel: button })) ?? [];
    return chosen?.scheme === 'file' ? chosen.fsPath : undefined;
  }

  async askPaths({ title, button, kind }: Parameters<Ui['askPaths']>[0]): Promise<readonly string[]> {
    const chosen = await vscode.window.showOpenDialog({
      title,
      openLabel: button,
      canSelectFiles: kind === 'files',
      canSelectFolders: kind !== 'files',
      canSelectMany: kind !== 'folder',
    });
    return (chosen ?? []).flatMap((uri) => this.pathOf(uri) ?? []);
  }

  async openAddress(address: string): Promise<void> {
    await vscode.commands.executeCommand('vscode.open', vscode.Uri.parse(address));
  }

  addFolder(address: string, name: string): void {
    const count = vscode.workspace.workspaceFolders?.length ?? 0;
    vscode.workspace.updateWorkspaceFolders(count, 0, { uri: vscode.Uri.parse(address), name });
  }

  openTerminal(name: string, connect: Parameters<Ui['openTerminal']>[1]): void {
    vscode.window
      .createTerminal({ name, pty: new SessionTerminal(connect), iconPath: new vscode.ThemeIcon('vm') })
      .show();
  }

  openPanel<K extends PanelKind>(kind: K, title: string, state: PanelState<K>, connect: ConnectPanel<K>): void {
    openPanel(this.pages, kind, title, state, connect);
  }

  /** Brings panels back, as `restorePanels` of `panels/panel.ts` says. */
  restorePanels<K extends PanelKind>(kind: K, connectTo: Parameters<typeof restorePanels<K>>[2]): vscode.Disposable {
    return restorePanels(this.pages, kind, connectTo);
  }

  async tell(message: string, ...actions: readonly string[]): Promise<string | undefined> {
    return vscode.window.showInformationMessage(withoutLinks(message), ...actions);
  }

  pathOf(given: unknown): string | undefined {
    const uri = typeof given === 'string' ? vscode.Uri.parse(given) : given instanceof vscode.Uri ? given : undefined;
    return uri?.scheme === 'file' ? uri.fsPath : undefined;
  }

  async dockerfiles(): ReturnType<Ui['dockerfiles']> {
    const document = vscode.window.activeTextEditor?.document;
    const active = document?.languageId === 'dockerfile' ? this.pathOf(document.uri) : undefined;
    const pattern = '**/{Dockerfile,Containerfile,Dockerfile.*,Containerfile.*,*.Dockerfile,*.dockerfile}';
    const found = active ? [] : await vscode.workspace.findFiles(pattern, '**/node_modules/**', 200);
    const all = found.flatMap((uri) => this.pathOf(uri) ?? []).filter((path) => !path.endsWith('.dockerignore'));
    return { active, all: all.sort() };
  }

  workspaceFolders(): readonly string[] {
    return (vscode.workspace.workspaceFolders ?? []).flatMap(({ uri }) => this.pathOf(uri) ?? []);
  }

  async showPage(path: string): Promise<void> {
    // The preview is a built-in extension, which can be switched off.
    const preview = 'markdown.showPreview';
    const previews = (await vscode.commands.getCommands(true)).includes(preview);
    await (previews ? vscode.commands.executeCommand(preview, vscode.Uri.file(path)) : this.openFile(path));
  }

  async openFile(path: string, line?: number): Promise<void> {
    const beside =
      line === undefined
        ? {}
        : { selection: new vscode.Range(line, 0, line, 0), viewColumn: vscode.ViewColumn.Beside, preview: true };
    await vscode.window.showTextDocument(vscode.Uri.file(path), beside);
  }

  async saveFile(path: string): Promise<void> {
    const document = vscode.workspace.textDocuments.find(({ uri }) => this.pathOf(uri) === path);
    await document?.save();
  }

  showProblems(path: string, problems: Parameters<Ui['showProblems']>[1]): void {
    const diagnostics = problems.map(({ line, message }) => {
      const diagnostic = new vscode.Diagnostic(new vscode.Range(line, 0, line, Number.MAX_SAFE_INTEGER), message);
      diagnostic.source = 'build';
      return diagnostic;
    });
    this.#problems.set(vscode.Uri.file(path), diagnostics);
  }

  showLog(): void {
    this.log.show();
  }

  dispose(): void {
    this.#documents.dispose();
    this.#problems.dispose();
    this.#obstacles.dispose();
  }
}

/** Messages hold what engines say, and VS Code makes links of `[text](address)`, even such that run commands. */
function withoutLinks(message: string): string {
  return message.replaceAll('](', '] (');
}

function later(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

interface Item<T> extends vscode.QuickPickItem {
  readonly value: T;
}

function itemOf<T>({ icon, label, ...choice }: Choice<T>): Item<T> {
  return { ...choice, label: icon ? `$(${icon}) ${label}` : label };
}

/** Shows a list until it is accepted or hidden. */
function answer<T, R>(list: vscode.QuickPick<Item<T>>, result: () => R): Promise<R | undefined> {
  return new Promise((resolve) => {
    list.ignoreFocusOut = true;
    list.onDidAccept(() => {
      resolve(result());
      list.hide();
    });
    list.onDidHide(() => {
      resolve(undefined);
      list.dispose();
    });
    list.show();
  });
}

/** Read-only documents of what engines said. */
class Documents implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #contents = new Map<string, string>();
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.#changed.event;
  readonly #registration = vscode.Disposable.from(
    vscode.workspace.registerTextDocumentContentProvider(scheme, this),
    vscode.workspace.onDidCloseTextDocument(
      ({ uri }) => uri.scheme === scheme && this.#contents.delete(uri.toString()),
    ),
    this.#changed,
  );

  put(name: string, content: string): vscode.Uri {
    // Names come from engines: a slash would make folders of them.
    const uri = vscode.Uri.from({ scheme, path: `/${name.replaceAll('/', '∕')}` });
    this.#contents.set(uri.toString(), content);
    this.#changed.fire(uri);
    return uri;
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.#contents.get(uri.toString()) ?? '';
  }

  dispose(): void {
    this.#registration.dispose();
  }
}
