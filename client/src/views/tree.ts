import * as vscode from 'vscode';
import { type Place, samePlace } from '../files/place';
import { isSilent } from '../store/state';
import type { Store } from '../store/store';
import { diffRows } from './diff';
import { type Details, defaultViewOptions, type Row, type View, type ViewOptions } from './view';

/** An element of the tree: keeps its identity while its row changes. */
export interface Node {
  row: Row;
  readonly parent: Node | undefined;
  readonly children: Map<string, Node>;
}

/**
 * Milliseconds between redraws while events pour in; the first is drawn at once. VS Code draws a first change at once as well, and what
 * follows once nothing has come for 200 ms (ExtHostTreeView): changes that came faster would keep it from drawing at all.
 */
const redrawPause = 210;
/** Ages in rows ("Up 5 minutes") are brought up to date this often while the view is visible, without asking the engine. */
const clockPause = 20_000;

const silentMessage = 'The engine does not answer: what you see may be out of date.';

const uriList = 'text/uri-list';
const plainText = 'text/plain';

/** The one tree provider: shows the rows that a view makes of the store's state. */
export class EngineTree
  implements vscode.TreeDataProvider<Node>, vscode.TreeDragAndDropController<Node>, vscode.Disposable
{
  readonly dragMimeTypes = [uriList, plainText];
  readonly dropMimeTypes = [uriList, 'files'];
  readonly #changed = new vscode.EventEmitter<Node | Node[] | undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly view: vscode.TreeView<Node>;
  readonly #disposables: vscode.Disposable[] = [this.#changed];
  #rows: readonly Row[] = [];
  readonly #roots = new Map<string, Node>();
  #timer: NodeJS.Timeout | undefined;
  #clock: NodeJS.Timeout | undefined;
  #drawnAt = 0;

  constructor(
    readonly spec: View,
    private readonly store: Store,
    private readonly options: () => ViewOptions,
    private readonly details: Details,
  ) {
    this.view = vscode.window.createTreeView(spec.id, {
      treeDataProvider: this,
      canSelectMany: true,
      showCollapseAll: true,
      dragAndDropController: this,
    });
    this.#disposables.push(
      this.view,
      { dispose: store.subscribe(() => this.#schedule()) },
      this.view.onDidChangeVisibility(({ visible }) => this.#runClock(visible)),
    );
    this.#runClock(this.view.visible);
    this.refresh();
  }

  /** Draws what changed since the last time, because the state, the options or the time did. */
  refresh(): void {
    const rows = this.#currentRows();
    const redraw = diffRows(this.#rows, rows);
    this.#rows = rows;
    this.#describe(rows);
    if (redraw === 'all') {
      this.#draw(undefined);
      return;
    }
    const byId = new Map(flatten(rows).map((row) => [row.id, row]));
    const nodes: Node[] = [];
    for (const [id, node] of this.#allNodes()) {
      node.row = byId.get(id) ?? node.row;
      if (redraw.includes(id)) {
        nodes.push(node);
      }
    }
    if (nodes.length > 0) {
      this.#draw(nodes);
    }
  }

  /** Draws everything, so that open rows read their details again. */
  redraw(): void {
    this.#changed.fire(undefined);
  }

  /** Draws folders of files again that were changed. */
  redrawFolders(places: readonly Place[]): void {
    for (const [, node] of this.#allNodes()) {
      const { target } = node.row;
      if (target?.kind === 'file' && target.item.kind === 'folder') {
        const { place } = target.item;
        if (places.some((changed) => samePlace(changed, place))) {
          this.#changed.fire(node);
        }
      }
    }
  }

  /** Files can be dragged to the editor and the explorer; of other rows the editor gets the names, while Shift is held as VS Code says. */
  handleDrag(nodes: readonly Node[], data: vscode.DataTransfer): void {
    const uris = nodes.flatMap(({ row }) =>
      row.target?.kind === 'file' ? [this.details.fileUri(row.target.item.place)] : [],
    );
    if (uris.length > 0) {
      data.set(uriList, new vscode.DataTransferItem(uris.join('\r\n')));
      return;
    }
    const names = nodes.flatMap(({ row }) => nameOf(row) ?? []);
    if (names.length > 0) {
      data.set(plainText, new vscode.DataTransferItem(names.join(' ')));
    }
  }

  /** Passes the row and the paths of this machine's files that were dropped on it to the command that uploads them. */
  async handleDrop(node: Node | undefined, data: vscode.DataTransfer): Promise<void> {
    const listed = (await data.get(uriList)?.asString()) ?? '';
    const uris = listed
      .split(/\r?\n/)
      .flatMap((line) => (line && !line.startsWith('#') ? [vscode.Uri.parse(line)] : []));
    const files = [...data].flatMap(([, item]) => item.asFile()?.uri ?? []);
    const paths = [...uris, ...files].flatMap(({ scheme, fsPath }) => (scheme === 'file' ? [fsPath] : []));
    await vscode.commands.executeCommand('quayside.file.drop', node?.row, [...new Set(paths)]);
  }

  getTreeItem({ row }: Node): vscode.TreeItem {
    const item = new vscode.TreeItem(row.label, collapsibleState(row));
    item.id = row.id;
    if (row.description !== undefined) {
      item.description = row.description;
    }
    if (row.icon) {
      item.iconPath = new vscode.ThemeIcon(
        row.icon.name,
        row.icon.color ? new vscode.ThemeColor(row.icon.color) : undefined,
      );
    }
    if (row.target?.kind === 'file') {
      // With it icons are those of the file icon theme.
      item.resourceUri = vscode.Uri.parse(this.details.fileUri(row.target.item.place));
      if (row.target.item.kind === 'file') {
        item.command = { command: 'vscode.open', title: 'Open', arguments: [item.resourceUri] };
      }
    }
    if (row.context !== undefined) {
      item.contextValue = row.context;
    }
    item.accessibilityInformation = { label: row.spoken ?? spoken(row) };
    return item;
  }

  resolveTreeItem(item: vscode.TreeItem, { row }: Node): vscode.TreeItem {
    if (row.tooltip) {
      // Not trusted: what engines say may not run commands.
      item.tooltip = new vscode.MarkdownString(row.tooltip());
    }
    return item;
  }

  async getChildren(node?: Node): Promise<Node[]> {
    const rows = node ? await childRows(node.row) : this.#rows;
    const known = node ? node.children : this.#roots;
    const nodes = rows.map((row) => {
      const existing = known.get(row.id);
      if (existing) {
        existing.row = row;
      }
      return existing ?? { row, parent: node, children: new Map() };
    });
    known.clear();
    for (const child of nodes) {
      known.set(child.row.id, child);
      void child.row.later?.then(() => this.#changed.fire(node));
    }
    return nodes;
  }

  getParent(node: Node): Node | undefined {
    return node.parent;
  }

  dispose(): void {
    clearTimeout(this.#timer);
    clearInterval(this.#clock);
    for (const disposable of this.#disposables) {
      disposable.dispose();
    }
  }

  #draw(nodes: Node[] | undefined): void {
    this.#drawnAt = Date.now();
    this.#changed.fire(nodes);
  }

  /** What stands around the rows. It is set only when it changes: for VS Code a message is a change like those of rows. */
  #describe(rows: readonly Row[]): void {
    const { filter } = this.options();
    const summary = this.spec.summary(this.store.state);
    const description = filter ? `"${filter}" · ${summary}` : summary;
    if (this.view.description !== description) {
      this.view.description = description;
    }
    const message = isSilent(this.store.state) && rows.length > 0 ? silentMessage : '';
    if ((this.view.message ?? '') !== message) {
      this.view.message = message;
    }
    const alarm = this.spec.alarm?.(this.store.state);
    const count = alarm?.count ?? 0;
    if ((this.view.badge?.value ?? 0) !== count) {
      this.view.badge = alarm && count > 0 ? { value: count, tooltip: alarm.words } : undefined;
    }
  }

  #currentRows(): readonly Row[] {
    const options = this.options();
    const { state } = this.store;
    const rows = this.spec.rows(state, options, Date.now(), this.details);
    const hidden = rows.length === 0 && (options.filter !== '' || options.hideMinor);
    // Without a row VS Code would say that there is nothing on the engine.
    return hidden && this.spec.rows(state, defaultViewOptions, Date.now(), this.details).length > 0
      ? [nothingRow(this.spec.id, options)]
      : rows;
  }

  #schedule(): void {
    this.#timer ??= setTimeout(
      () => {
        this.#timer = undefined;
        this.refresh();
      },
      Math.max(0, this.#drawnAt + redrawPause - Date.now()),
    );
  }

  #runClock(visible: boolean): void {
    clearInterval(this.#clock);
    this.#clock = visible ? setInterval(() => this.refresh(), clockPause) : undefined;
  }

  *#allNodes(nodes: ReadonlyMap<string, Node> = this.#roots): Generator<readonly [string, Node]> {
    for (const [id, node] of nodes) {
      yield [id, node];
      yield* this.#allNodes(node.children);
    }
  }
}

function nothingRow(view: string, { filter }: ViewOptions): Row {
  return {
    id: `${view}/nothing`,
    label: filter ? `Nothing matches "${filter}"` : 'Everything is hidden',
    icon: { name: 'filter' },
    context: 'nothing',
  };
}

/** What docker calls that which a row stands for. */
function nameOf({ target, copied }: Row): string | undefined {
  switch (target?.kind) {
    case 'image':
      return target.item.reference;
    case 'container':
    case 'volume':
    case 'network':
      return target.item.name;
    default:
      return copied;
  }
}

/** VS Code itself has only the label read out. */
function spoken({ label, description }: Row): string {
  return description ? `${label}, ${description.replaceAll(' · ', ', ')}` : label;
}

function flatten(rows: readonly Row[]): readonly Row[] {
  return rows.flatMap((row) => [row, ...(Array.isArray(row.children) ? flatten(row.children) : [])]);
}

async function childRows({ children }: Row): Promise<readonly Row[]> {
  return typeof children === 'function' ? children() : (children ?? []);
}

function collapsibleState({ children, expanded }: Row): vscode.TreeItemCollapsibleState {
  if (!children || (typeof children !== 'function' && children.length === 0)) {
    return vscode.TreeItemCollapsibleState.None;
  }
  return expanded ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.Collapsed;
}
