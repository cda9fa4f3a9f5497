import * as vscode from 'vscode';
import { filesScheme, type Place, samePlace } from '../files/place';
import { isSilent } from '../store/state';
import type { Store } from '../store/store';
import { inPlace, type Node, takeRows } from './diff';
import { Pace } from './pace';
import { treeItem } from './tree-item';
import { type Details, defaultViewOptions, type Row, type View, type ViewOptions } from './view';

/**
 * Milliseconds after which rows take their new places. A row that changes is drawn at once, where it stands: that costs VS Code one row,
 * while a new order costs it all of them, and the row would be gone from under the mouse.
 */
const settlePause = 1_000;
/** Ages in rows ("Up 5 minutes") are brought up to date this often while the view is visible, without asking the engine. */
const clockPause = 10_000;

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
  readonly #pace = new Pace(() => this.#draw());
  #rows: readonly Row[] = [];
  readonly #roots = new Map<string, Node>();
  /** To be drawn, whether or not its row changes: undefined is everything. */
  readonly #owed = new Set<Node | undefined>();
  /** VS Code was told that everything is out of date, and has not asked yet: it does when the view is on screen. */
  #told = false;
  #reorder = false;
  #settling: NodeJS.Timeout | undefined;
  #clock: NodeJS.Timeout | undefined;
  /** The time that ages are told for. It moves with the clock, so that a change draws its own row only. */
  #now = Date.now();

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
      { dispose: store.subscribe(() => this.update()) },
      this.view.onDidChangeVisibility(({ visible }) => this.#runClock(visible)),
    );
    this.#runClock(this.view.visible);
    this.refresh();
  }

  /** Draws what changed since the last time, where it stands. */
  update(): void {
    this.#pace.request();
  }

  /** As `update`, with everything in its order: for what the user has chosen. */
  refresh(): void {
    this.#reorder = true;
    this.#now = Date.now();
    this.update();
  }

  /** Draws everything, so that open rows read their details again. */
  redraw(): void {
    this.#owe(undefined);
  }

  /** Draws folders of files again that were changed. */
  redrawFolders(places: readonly Place[]): void {
    for (const node of this.#allNodes()) {
      const { target } = node.row;
      if (target?.kind === 'file' && target.item.kind === 'folder') {
        const { place } = target.item;
        if (places.some((changed) => samePlace(changed, place))) {
          this.#owe(node);
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

  /**
   * Passes the row to the command that uploads or moves what was dropped on it, with the paths of this machine's files and the addresses of
   * those on engines.
   */
  async handleDrop(node: Node | undefined, data: vscode.DataTransfer): Promise<void> {
    const listed = (await data.get(uriList)?.asString()) ?? '';
    const uris = listed
      .split(/\r?\n/)
      .flatMap((line) => (line && !line.startsWith('#') ? [vscode.Uri.parse(line)] : []));
    const files = [...data].flatMap(([, item]) => item.asFile()?.uri ?? []);
    const paths = [...uris, ...files].flatMap(({ scheme, fsPath }) => (scheme === 'file' ? [fsPath] : []));
    const addresses = uris.flatMap((uri) => (uri.scheme === filesScheme ? [uri.toString()] : []));
    await vscode.commands.executeCommand('quayside.file.drop', node?.row, [...new Set(paths)], addresses);
  }

  getTreeItem({ row }: Node): vscode.TreeItem {
    return treeItem(row, this.details);
  }

  resolveTreeItem(item: vscode.TreeItem, node: Node): vscode.TreeItem {
    const { row } = node;
    if (row.tooltip) {
      node.hovered = Date.now();
      // Not trusted: what engines say may not run commands.
      item.tooltip = new vscode.MarkdownString(row.tooltip());
    }
    return item;
  }

  async getChildren(node?: Node): Promise<Node[]> {
    const rows = node ? await childRows(node.row) : this.#rows;
    const known = node ? node.children : this.#roots;
    this.#told &&= node !== undefined;
    const nodes = rows.map((row) => {
      const existing = known.get(row.id);
      if (existing) {
        existing.row = row;
      }
      return existing ?? { row, parent: node, children: new Map(), hovered: undefined };
    });
    known.clear();
    for (const child of nodes) {
      known.set(child.row.id, child);
      void child.row.later?.then(() => this.#owe(node));
    }
    return nodes;
  }

  getParent(node: Node): Node | undefined {
    return node.parent;
  }

  dispose(): void {
    this.#pace.dispose();
    clearTimeout(this.#settling);
    clearInterval(this.#clock);
    for (const disposable of this.#disposables) {
      disposable.dispose();
    }
  }

  #owe(node: Node | undefined): void {
    this.#owed.add(node);
    this.#pace.request();
  }

  /** Tells VS Code what is out of date of what it shows. Answers whether that was anything. */
  #draw(): boolean {
    const rows = this.#currentRows();
    const placed = this.#reorder ? rows : inPlace(this.#rows, rows);
    this.#reorder = false;
    this.#rows = placed;
    this.#settleLater(placed !== rows);
    this.#describe();
    const redraw = takeRows(this.#roots, placed, Date.now());
    const outdated = redraw === 'all' ? [undefined] : redraw;
    const nodes = [...new Set([...outdated, ...this.#owed])];
    this.#owed.clear();
    if (nodes.length === 0 || this.#told) {
      return this.#tellSilence(placed);
    }
    this.#told = nodes.includes(undefined);
    for (const node of this.#told ? this.#allNodes() : nodes.flatMap((node) => node ?? [])) {
      node.hovered = undefined;
    }
    this.#changed.fire(this.#told ? undefined : nodes.flatMap((node) => node ?? []));
    if (this.#messageFor(placed) !== (this.view.message ?? '')) {
      this.#pace.request();
    }
    return true;
  }

  #settleLater(moved: boolean): void {
    if (!moved) {
      clearTimeout(this.#settling);
      this.#settling = undefined;
      return;
    }
    this.#settling ??= setTimeout(() => {
      this.#reorder = true;
      this.#pace.request();
    }, settlePause);
  }

  /** What stands beside the title. It is set only when it changes. */
  #describe(): void {
    const { filter } = this.options();
    const summary = this.spec.summary(this.store.state);
    const description = filter ? `"${filter}" · ${summary}` : summary;
    if (this.view.description !== description) {
      this.view.description = description;
    }
    const alarm = this.spec.alarm?.(this.store.state);
    const count = alarm?.count ?? 0;
    if ((this.view.badge?.value ?? 0) !== count) {
      this.view.badge = alarm && count > 0 ? { value: count, tooltip: alarm.words } : undefined;
    }
  }

  #messageFor(rows: readonly Row[]): string {
    return isSilent(this.store.state) && rows.length > 0 ? silentMessage : '';
  }

  /** For VS Code a message is a change like those of rows: it closes the window too. Answers whether there was one. */
  #tellSilence(rows: readonly Row[]): boolean {
    const message = this.#messageFor(rows);
    if ((this.view.message ?? '') === message) {
      return false;
    }
    this.view.message = message;
    return true;
  }

  #currentRows(): readonly Row[] {
    const options = this.options();
    const { state } = this.store;
    const rows = this.spec.rows(state, options, this.#now, this.details);
    const hidden = rows.length === 0 && (options.filter !== '' || options.hideMinor);
    // Without a row VS Code would say that there is nothing on the engine.
    return hidden && this.spec.rows(state, defaultViewOptions, this.#now, this.details).length > 0
      ? [nothingRow(this.spec.id, options)]
      : rows;
  }

  #runClock(visible: boolean): void {
    clearInterval(this.#clock);
    this.#clock = visible ? setInterval(() => this.#tick(), clockPause) : undefined;
    if (visible) {
      this.#tick();
    }
  }

  #tick(): void {
    this.#now = Date.now();
    this.update();
  }

  *#allNodes(nodes: ReadonlyMap<string, Node> = this.#roots): Generator<Node> {
    for (const node of nodes.values()) {
      yield node;
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

async function childRows({ children }: Row): Promise<readonly Row[]> {
  return typeof children === 'function' ? children() : (children ?? []);
}
