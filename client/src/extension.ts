import * as vscode from 'vscode';
import { registerBuildTasks } from './build/task-provider';
import type { Context, Memory, ViewSettings } from './commands/command';
import { commandLine } from './commands/command-line';
import { registerCommands } from './commands/register';
import { commands } from './commands/registry';
import { type DoubledHelpHost, tellOfDoubledHelp } from './doubled-help';
import { Connection } from './engine/connection';
import { credentialsFor, registryOf, runCredentialHelper } from './engine/credentials';
import type { DiagnosisKind } from './engine/diagnosis';
import { currentEndpoint } from './engine/endpoints';
import { thisMachine } from './engine/machine';
import { openSshTunnel } from './engine/ssh';
import { WindowEngines } from './engines';
import { EngineFiles } from './files/engine-files';
import { engineKey, filesScheme, parentOf } from './files/place';
import { EngineFileSystem } from './files/provider';
import { freePort } from './free-port';
import { imageAnswers } from './image-answers';
import { startWithFirstDockerfile } from './language-client';
import { connectionContextKey, fileSelectedKey } from './manifest';
import { restoredLayers } from './panels/layers-panel';
import { restoredStats } from './panels/stats-panel';
import { listTags } from './registry/tags';
import { Live } from './store/live';
import { isSilent, type State } from './store/state';
import { Store } from './store/store';
import { Usage } from './store/usage';
import { tagAnswers } from './tag-answers';
import { containersView, visible } from './views/containers';
import { networksView } from './views/networks';
import { views } from './views/registry';
import { EngineTree } from './views/tree';
import { type Details, defaultViewOptions, type ViewOptions } from './views/view';
import { VscodeUi } from './vscode-ui';

/** Builds everything by hand. No engine is asked and no language server runs before a view is visible or a Dockerfile is open. */
export function activate(extension: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel('Quayside', { log: true });
  const ui = new VscodeUi(log, vscode.Uri.joinPath(extension.extensionUri, 'dist', 'panels'));
  const machine = thisMachine();
  const memory: Memory = {
    get: (key) => extension.workspaceState.get(key),
    set: async (key, value) => extension.workspaceState.update(key, value),
  };
  const chosen = memory.get('engine');
  const endpoint = currentEndpoint(machine, typeof chosen === 'string' ? chosen : undefined);
  const store = new Store();
  const live = new Live(store, new Connection(endpoint, openSshTunnel), machine);
  const engines = new WindowEngines(live, machine, openSshTunnel, memory, ui);
  const options = viewOptions(memory, () => trees.values());
  const files = new EngineFiles(
    () => live.engine,
    () => engineKey(live.endpoint),
  );
  tidyUp = () => files.dispose();
  const usage = new Usage(
    () => live.engine,
    () => visible(store.state, options.get(containersView.id)),
    () => trees.get(containersView.id)?.update(),
  );
  const shown = details(live, files, usage);
  const trees = new Map(views.map((view) => [view.id, new EngineTree(view, store, () => options.get(view.id), shown)]));

  const credentials = (reference: string) => credentialsFor(registryOf(reference), machine, runCredentialHelper);
  const tags = tagAnswers(ui, credentials, listTags);
  const context = (): Context => ({
    get engine() {
      return live.engine;
    },
    state: () => store.state,
    watch: (listener) => store.subscribe(listener),
    hold: () => live.hold(),
    credentials,
    files,
    ui,
    docs: extension.asAbsolutePath('docs'),
    log: (line, outcome) => log.info(`${commandLine(line)}  # ${outcome}`),
    memory,
    engines,
    views: options,
    now: Date.now,
    freePort: (from) => freePort(from, publishedHostPorts(store.state)),
  });
  extension.subscriptions.push(
    log,
    ui,
    engines,
    ...trees.values(),
    holdWhileVisible(live, [...trees.values()]),
    usage,
    ...measureWhileVisible(usage, trees.get(containersView.id)),
    ...shareFiles(files, [...trees.values()]),
    attendWhileActive(live),
    ...freshenWhenShown(live, trees.get(networksView.id)),
    {
      dispose: store.subscribe((state, previous) => {
        tellConnection(state, previous, log);
        ui.setObstacle(isSilent(state) ? 'the engine does not answer' : undefined);
      }),
    },
    registerCommands(commands, {
      live: () => live,
      context,
      selection: (view) => trees.get(view)?.view.selection.map(({ row }) => row) ?? [],
      defect: (error) => log.error(error instanceof Error ? error : String(error)),
    }),
  );
  extension.subscriptions.push(
    ui.restorePanels('stats', (kept) => restoredStats(context(), kept)),
    ui.restorePanels('layers', (kept) => restoredLayers(context(), kept)),
  );
  extension.subscriptions.push(registerBuildTasks(context, (signal) => live.current(signal)));
  tellConnection(store.state, undefined, log);
  startWithFirstDockerfile(extension, imageAnswers(live), tags, () => {
    tellOfDoubledHelp(doubledHelpHost(extension.globalState, ui)).catch((error) => log.error(error));
  });
}

function doubledHelpHost(memory: vscode.Memento, ui: VscodeUi): DoubledHelpHost {
  const key = 'doubledHelpTold';
  return {
    ui,
    isInstalled: (id) => vscode.extensions.getExtension(id) !== undefined,
    told: () => memory.get<readonly string[]>(key, []),
    setTold: async (ids) => memory.update(key, ids),
    openSettings: async (ids) =>
      vscode.commands.executeCommand('workbench.action.openSettings', `@ext:${ids.join(',')}`),
    turnChecksOff: async () =>
      vscode.workspace.getConfiguration('quayside').update('lint.enable', false, vscode.ConfigurationTarget.Global),
  };
}

/** Milliseconds after which what is known of a folder is shown. */
const listingPatience = 1_500;

let tidyUp: (() => Promise<void>) | undefined;

/** VS Code waits for this, but not for what is disposed of. */
export function deactivate(): Promise<void> | undefined {
  return tidyUp?.();
}

/** Files in editors and in the explorer, and the rows of folders that change with them. */
function shareFiles(files: EngineFiles, trees: readonly EngineTree[]): readonly vscode.Disposable[] {
  const provider = new EngineFileSystem(files);
  const selected = trees
    .filter(({ spec }) => spec.id === containersView.id)
    .map(({ view }) =>
      view.onDidChangeSelection(({ selection }) => {
        const all = selection.length > 0 && selection.every(({ row }) => row.target?.kind === 'file');
        void vscode.commands.executeCommand('setContext', fileSelectedKey, all);
      }),
    );
  const stop = files.onDidChange((changes) => {
    const places = changes.flatMap(({ place }) => [place, parentOf(place)]);
    for (const tree of trees) {
      tree.redrawFolders(places);
    }
  });
  return [
    provider,
    ...selected,
    { dispose: stop },
    vscode.workspace.registerFileSystemProvider(filesScheme, provider, { isCaseSensitive: true }),
  ];
}

/** What rows show besides the state. */
function details(live: Live, files: EngineFiles, usage: Usage): Details {
  return {
    usage: (id) => usage.of(id),
    layers: (reference) => live.engine.images.history(reference),
    environment: (id) => live.engine.containers.environment(id),
    files: (folder) => files.list(folder, listingPatience),
    fileUri: (place) => files.addressOf(place),
    facts: () => live.engine.system.facts(),
    diskUsage: () => live.engine.system.diskUsage(),
  };
}

/** Follows the engine for as long as at least one view is on screen. */
function holdWhileVisible(live: Live, trees: readonly EngineTree[]): vscode.Disposable {
  let release: (() => void) | undefined;
  const check = () => {
    const visible = trees.some(({ view }) => view.visible);
    if (visible) {
      release ??= live.hold();
    } else {
      release?.();
      release = undefined;
    }
  };
  check();
  const watches = trees.map(({ view }) => view.onDidChangeVisibility(check));
  return vscode.Disposable.from(...watches, { dispose: () => release?.() });
}

const statsSetting = 'quayside.containers.stats';

/** Measures containers while their rows are on screen, and somebody may look at them. */
function measureWhileVisible(usage: Usage, tree: EngineTree | undefined): readonly vscode.Disposable[] {
  const check = () => {
    const { focused, active } = vscode.window.state;
    const wanted = vscode.workspace.getConfiguration().get<boolean>(statsSetting, true);
    usage.measure(wanted && tree?.view.visible === true && (focused || active));
  };
  check();
  return [
    ...(tree ? [tree.view.onDidChangeVisibility(check)] : []),
    vscode.window.onDidChangeWindowState(check),
    vscode.workspace.onDidChangeConfiguration((event) => event.affectsConfiguration(statsSetting) && check()),
  ];
}

/** Somebody is there while the window has the focus and was touched in the last minute. */
function attendWhileActive(live: Live): vscode.Disposable {
  const check = ({ focused, active }: vscode.WindowState) => live.attend(focused && active);
  check(vscode.window.state);
  return vscode.window.onDidChangeWindowState(check);
}

function freshenWhenShown(live: Live, tree: EngineTree | undefined): readonly vscode.Disposable[] {
  return tree ? [tree.view.onDidChangeVisibility(({ visible }) => visible && live.freshen())] : [];
}

/** Sets the context key that the welcome texts depend on, and notes in the log when an engine comes and goes. */
function tellConnection(state: State, previous: State | undefined, log: vscode.LogOutputChannel): void {
  const { connection } = state;
  if (connection === previous?.connection) {
    return;
  }
  void vscode.commands.executeCommand('setContext', connectionContextKey, connectionKey(state));
  if (isSilent(state)) {
    log.warn('The engine does not answer.');
  } else if (connection.status === 'connected') {
    log.info(`Connected: ${connection.info.product}, API ${connection.info.apiVersion}`);
  } else if (connection.status === 'down' && previous?.connection.status !== 'down') {
    log.warn(`${connection.diagnosis.what} ${connection.diagnosis.why}`);
  }
}

function connectionKey(state: State): string {
  const { connection } = state;
  if (connection.status === 'connecting' && isSilent(state)) {
    return 'no-answer' satisfies DiagnosisKind;
  }
  return connection.status === 'down' ? connection.diagnosis.kind : connection.status;
}

function viewOptions(
  memory: Memory,
  trees: () => Iterable<EngineTree>,
): ViewSettings & { get(view: string): ViewOptions } {
  const key = (view: string) => `view:${view}`;
  const get = (view: string): ViewOptions => ({
    ...defaultViewOptions,
    ...(memory.get(key(view)) as Partial<ViewOptions> | undefined),
  });
  return {
    get,
    redraw: (view) => {
      for (const tree of trees()) {
        if (tree.spec.id === view) {
          tree.redraw();
        }
      }
    },
    set: async (view, changed) => {
      await memory.set(key(view), { ...get(view), ...changed });
      for (const tree of trees()) {
        tree.refresh();
      }
    },
  };
}

function publishedHostPorts({ containers }: State): ReadonlySet<number> {
  return new Set([...containers.values()].flatMap(({ ports }) => ports.flatMap(({ host }) => host ?? [])));
}
