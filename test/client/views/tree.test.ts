import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { DataTransfer } from 'vscode';
import type { Entry } from '../../../client/src/files/entry';
import type { Place } from '../../../client/src/files/place';
import { Store } from '../../../client/src/store/store';
import { containersView } from '../../../client/src/views/containers';
import type { Node } from '../../../client/src/views/diff';
import { EngineTree } from '../../../client/src/views/tree';
import { type Details, defaultViewOptions, type ViewOptions } from '../../../client/src/views/view';
import { container, now } from '../../support/samples';
import type { FakeTreeView } from '../../support/vscode';
import * as vscode from '../../support/vscode';

const trees: EngineTree[] = [];

afterEach(() => {
  for (const tree of trees.splice(0)) {
    tree.dispose();
  }
});

const details = {
  environment: async () => ['A=1'],
  usage: () => undefined,
  fileUri: ({ path }: { readonly path: string }) => `quayside-files:${path}`,
} as unknown as Details;

function treeOf(options: Partial<ViewOptions> = {}, reads = details) {
  const store = new Store();
  const tree = new EngineTree(containersView, store, () => ({ ...defaultViewOptions, ...options }), reads);
  trees.push(tree);
  const drawn: (string | undefined)[] = [];
  tree.onDidChangeTreeData((changed) => drawn.push(...[changed].flat().map((node) => node?.row.label)));
  return { store, tree, drawn, view: tree.view as unknown as FakeTreeView };
}

const [a, b] = [container({ name: 'a' }), container({ name: 'b' })];
const info = { apiVersion: '1.41', product: 'Docker', endpoint: 'x', os: 'linux' } as const;
const lists = { containers: [a, b], images: [], volumes: [], networks: [] };

function connect(store: Store, containers = lists.containers): void {
  store.apply({ type: 'connected', info, lists: { ...lists, containers } });
}

/** Connects, and waits until VS Code is told. */
async function show({ store, drawn }: ReturnType<typeof treeOf>, containers = lists.containers): Promise<void> {
  drawn.length = 0;
  connect(store, containers);
  await vi.waitFor(() => expect(drawn).toEqual([undefined]));
}

test('a change redraws its row only, and the row keeps its element', async () => {
  const { store, tree, drawn, view } = treeOf();
  connect(store);
  await vi.waitFor(() => expect(drawn).toEqual([undefined]));
  const before = await tree.getChildren();
  expect(view.description).toBe('2 of 2 up');
  drawn.length = 0;
  store.apply({ type: 'container', id: a.id, container: { ...a, state: 'paused' } });
  await vi.waitFor(() => expect(drawn).toEqual(['a']));
  expect(before.map(({ row }) => row.context)).toEqual(['container:paused', 'container:running']);
  expect(await tree.getChildren()).toEqual(before);
  expect((await tree.getChildren())[0]).toBe(before[0]);
});

test('many changes are drawn together', async () => {
  const { store, drawn, tree } = treeOf();
  connect(store);
  await vi.waitFor(() => expect(drawn).toHaveLength(1));
  await tree.getChildren();
  drawn.length = 0;
  for (let count = 0; count < 50; count++) {
    store.apply({ type: 'container', id: a.id, container: { ...a, since: count } });
  }
  await vi.waitFor(() => expect(drawn).toEqual(['a']));
});

test('items carry what VS Code needs; tooltips are made when shown and are not trusted', async () => {
  const opened = treeOf();
  const { tree } = opened;
  await show(opened, [container({ name: 'db', health: 'unhealthy' })]);
  const [node] = await tree.getChildren();
  const item = tree.getTreeItem(node as Node);
  expect(item).toMatchObject({
    id: 'container/db-id',
    label: 'db',
    contextValue: 'container:running',
    collapsibleState: 1,
    iconPath: { id: 'warning', color: { id: 'charts.red' } },
  });
  expect(item.tooltip).toBeUndefined();
  expect(tree.resolveTreeItem(item, node as Node).tooltip).toMatchObject({
    isTrusted: false,
    value: expect.stringContaining('**db**'),
  });
  const environment = (await tree.getChildren(node)).at(-1);
  expect((await tree.getChildren(environment)).map(({ row }) => row.label)).toEqual(['A']);
});

const files = {
  ...details,
  files: async () => ({ entries: listed, rest, cut: false }),
  usage: () => undefined,
  fileUri: ({ name, path }: Place) => `quayside-files://e/container/${name}${path}`,
} as unknown as Details;
const common = { size: 3, modified: now, mode: 0o644, uid: 0, gid: 0 };
let listed: readonly Entry[] = [];
let rest: Promise<void> | undefined;

async function openFiles() {
  const opened = treeOf({}, files);
  await show(opened, [container({ name: 'db' })]);
  const [db] = await opened.tree.getChildren();
  const root = (await opened.tree.getChildren(db)).find(({ row }) => row.label === 'Files') as Node;
  return { ...opened, root };
}

test('a file is opened by a click, a folder is not; both have the icons of the theme', async () => {
  listed = [
    { ...common, name: 'conf', kind: 'file' },
    { ...common, name: 'etc', kind: 'folder' },
  ];
  const { tree, root } = await openFiles();
  const items = (await tree.getChildren(root)).map((node) => tree.getTreeItem(node));
  expect(items.map(({ label, command }) => [label, command?.command])).toEqual([
    ['etc', undefined],
    ['conf', 'vscode.open'],
  ]);
  expect(items.map(({ resourceUri }) => resourceUri?.path)).toEqual(['/container/db/etc', '/container/db/conf']);
});

test('a folder is drawn again when the rest of it is known, and when it is changed', async () => {
  let known = () => {};
  rest = new Promise((resolve) => {
    known = resolve;
  });
  listed = [];
  const { tree, root, drawn } = await openFiles();
  expect((await tree.getChildren(root)).map(({ row }) => row.label)).toEqual(['Reading the rest…']);
  drawn.length = 0;
  known();
  await rest;
  rest = undefined;
  await vi.waitFor(() => expect(drawn).toEqual(['Files']));
  tree.redrawFolders([{ kind: 'container', name: 'other', path: '/' }]);
  tree.redrawFolders([{ kind: 'container', name: 'db', path: '/' }]);
  await vi.waitFor(() => expect(drawn).toEqual(['Files', 'Files']));
});

test('files of this machine that are dropped on a row are passed on; rows are dragged as addresses', async () => {
  listed = [{ ...common, name: 'conf', kind: 'file' }];
  const { tree, root } = await openFiles();
  const dropped: unknown[] = [];
  const command = vscode.commands.registerCommand('quayside.file.drop', (...given) => void dropped.push(...given));
  const data = new vscode.DataTransfer([
    [
      'text/uri-list',
      new vscode.DataTransferItem('file:///tmp/a%20b\r\n#note\r\nhttps://x/y\r\nquayside-files://e/container/db/conf'),
    ],
    ['files', new vscode.DataTransferItem({ uri: vscode.Uri.file('/tmp/c') })],
  ]);
  await tree.handleDrop(root, data as unknown as DataTransfer);
  command.dispose();
  expect(dropped).toEqual([root.row, ['/tmp/a b', '/tmp/c'], ['quayside-files://e/container/db/conf']]);
  const dragged = new vscode.DataTransfer();
  tree.handleDrag(await tree.getChildren(root), dragged as unknown as DataTransfer);
  expect(dragged.get('text/uri-list')?.value).toBe('quayside-files://e/container/db/conf');
});

test('a filter is shown beside the title, and what needs attention as a badge', async () => {
  const opened = treeOf({ filter: 'd' });
  const { view } = opened;
  await show(opened, [container({ name: 'db', health: 'unhealthy' }), a]);
  expect(view.description).toBe('"d" · 2 of 2 up');
  expect(view.badge).toEqual({ value: 1, tooltip: '1 container unhealthy' });
});

test('that the engine is silent is said above its rows', async () => {
  const opened = treeOf();
  const { store, view } = opened;
  await show(opened);
  store.apply({ type: 'silent', silent: true });
  await vi.waitFor(() => expect(view.message).toContain('does not answer'));
  store.apply({ type: 'silent', silent: false });
  await vi.waitFor(() => expect(view.message).toBe(''));
});

test('when a filter hides everything, that is said', async () => {
  const opened = treeOf({ filter: 'nowhere' });
  const { tree } = opened;
  await show(opened);
  expect((await tree.getChildren()).map(({ row }) => row.label)).toEqual(['Nothing matches "nowhere"']);
  await show(opened, []);
  expect(await tree.getChildren()).toEqual([]);
});

test('ages grow while the view is visible, and nothing runs when it is not', async () => {
  vi.useFakeTimers();
  try {
    const { store, tree, drawn, view } = treeOf();
    connect(store, [container({ name: 'db', since: Date.now() })]);
    vi.advanceTimersByTime(1000);
    await tree.getChildren();
    drawn.length = 0;
    vi.advanceTimersByTime(60_000);
    expect([drawn.length, vi.getTimerCount()]).toEqual([0, 0]);
    view.show(true);
    vi.advanceTimersByTime(60_000);
    expect(drawn.length).toBeGreaterThan(0);
    view.show(false);
    vi.advanceTimersByTime(1000);
    expect(vi.getTimerCount()).toBe(0);
  } finally {
    vi.useRealTimers();
  }
});

test('rows are dragged as the names that docker takes, files as their addresses, and are read out with their description', async () => {
  const opened = treeOf();
  const { tree } = opened;
  await show(opened, [container({ name: 'db', networks: [{ name: 'back', id: 'n', address: '10.0.0.2' }] }), a]);
  const nodes = await tree.getChildren();
  const dragged = (rows: readonly Node[]) => {
    const data = new Map<string, { readonly value: unknown }>();
    tree.handleDrag(rows, data as unknown as DataTransfer);
    return Object.fromEntries([...data].map(([type, { value }]) => [type, value]));
  };
  expect(dragged(nodes)).toEqual({ 'text/plain': 'db a' });
  const children = await tree.getChildren(nodes[0]);
  const child = (label: string) => children.filter(({ row }) => row.label === label);
  expect(dragged(child('back'))).toEqual({ 'text/plain': '10.0.0.2' });
  expect(dragged(child('Environment'))).toEqual({});
  expect(dragged(child('Files'))).toEqual({ 'text/uri-list': expect.stringContaining('quayside') });
  const [back] = child('back');
  expect(back && tree.getTreeItem(back).accessibilityInformation).toEqual({ label: 'back, 10.0.0.2' });
});

describe('in time', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const stopped = { ...a, state: 'exited', exitCode: 0 } as const;

  test('a row that changes is drawn at once where it stands, and takes its new place later, unless it comes back', async () => {
    const { store, tree, drawn } = treeOf();
    connect(store);
    vi.advanceTimersByTime(500);
    const names = async () => (await tree.getChildren()).map(({ row }) => row.label);
    expect(await names()).toEqual(['a', 'b']);
    drawn.length = 0;
    store.apply({ type: 'container', id: a.id, container: stopped });
    vi.advanceTimersByTime(1);
    expect([drawn.splice(0), await names()]).toEqual([['a'], ['a', 'b']]);
    vi.advanceTimersByTime(1_100);
    expect([drawn.splice(0), await names()]).toEqual([[undefined], ['b', 'a']]);
    store.apply({ type: 'container', id: a.id, container: a });
    vi.advanceTimersByTime(500);
    store.apply({ type: 'container', id: a.id, container: stopped });
    vi.advanceTimersByTime(5_000);
    expect([drawn, await names()]).toEqual([
      ['a', 'a'],
      ['b', 'a'],
    ]);
  });

  test('what is chosen is drawn in its order at once', async () => {
    const { store, tree, drawn } = treeOf();
    connect(store);
    vi.advanceTimersByTime(500);
    await tree.getChildren();
    store.apply({ type: 'container', id: a.id, container: stopped });
    tree.refresh();
    drawn.length = 0;
    vi.advanceTimersByTime(1);
    expect([drawn, (await tree.getChildren()).map(({ row }) => row.label)]).toEqual([[undefined], ['b', 'a']]);
  });

  test('what nobody sees draws nothing', async () => {
    const { store, tree, drawn } = treeOf();
    connect(store);
    vi.advanceTimersByTime(500);
    await tree.getChildren();
    drawn.length = 0;
    store.apply({ type: 'container', id: a.id, container: { ...a, imageId: 'other' } });
    store.apply({ type: 'container', id: b.id, container: { ...b, since: now } });
    store.apply({ type: 'container', id: b.id, container: b });
    vi.advanceTimersByTime(1_000);
    expect(drawn).toEqual([]);
  });

  test('a message is told in a window of its own, after the rows', async () => {
    const { store, tree, drawn, view } = treeOf();
    connect(store);
    vi.advanceTimersByTime(500);
    await tree.getChildren();
    drawn.length = 0;
    store.apply({ type: 'container', id: a.id, container: { ...a, state: 'paused' } });
    store.apply({ type: 'silent', silent: true });
    vi.advanceTimersByTime(100);
    expect([drawn, view.message]).toEqual([['a'], undefined]);
    vi.advanceTimersByTime(150);
    expect(view.message).toContain('does not answer');
  });
});
