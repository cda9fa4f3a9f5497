import { afterEach, expect, test, vi } from 'vitest';
import type { DataTransfer } from 'vscode';
import { Store } from '../../../client/src/store/store';
import { containersView } from '../../../client/src/views/containers';
import { EngineTree, type Node } from '../../../client/src/views/tree';
import { type Details, defaultViewOptions, type ViewOptions } from '../../../client/src/views/view';
import { container } from '../../support/samples';
import type { FakeTreeView } from '../../support/vscode';

const trees: EngineTree[] = [];

afterEach(() => {
  for (const tree of trees.splice(0)) {
    tree.dispose();
  }
});

const details = {
  environment: async () => ['A=1'],
  fileUri: ({ path }: { readonly path: string }) => `quayside-files:${path}`,
} as unknown as Details;

function treeOf(options: Partial<ViewOptions> = {}) {
  const store = new Store();
  const tree = new EngineTree(containersView, store, () => ({ ...defaultViewOptions, ...options }), details);
  trees.push(tree);
  const drawn: (string | undefined)[] = [];
  tree.onDidChangeTreeData((node) => drawn.push(node?.row.label));
  return { store, tree, drawn, view: tree.view as unknown as FakeTreeView };
}

const [a, b] = [container({ name: 'a' }), container({ name: 'b' })];
const info = { apiVersion: '1.41', product: 'Docker', endpoint: 'x', os: 'linux' } as const;
const lists = { containers: [a, b], images: [], volumes: [], networks: [] };

function connect(store: Store, containers = lists.containers): void {
  store.apply({ type: 'connected', info, lists: { ...lists, containers } });
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
  const { store, tree } = treeOf();
  connect(store, [container({ name: 'db', health: 'unhealthy' })]);
  tree.refresh();
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

test('a filter is shown beside the title, and what needs attention as a badge', () => {
  const { store, tree, view } = treeOf({ filter: 'd' });
  connect(store, [container({ name: 'db', health: 'unhealthy' }), a]);
  tree.refresh();
  expect(view.description).toBe('"d" · 2 of 2 up');
  expect(view.badge).toEqual({ value: 1, tooltip: '1 container unhealthy' });
});

test('when a filter hides everything, that is said', async () => {
  const { store, tree } = treeOf({ filter: 'nowhere' });
  connect(store);
  tree.refresh();
  expect((await tree.getChildren()).map(({ row }) => row.label)).toEqual(['Nothing matches "nowhere"']);
  connect(store, []);
  tree.refresh();
  expect(await tree.getChildren()).toEqual([]);
});

test('ages grow while the view is visible, and nothing runs when it is not', async () => {
  vi.useFakeTimers();
  try {
    const { store, tree, drawn, view } = treeOf();
    connect(store, [container({ name: 'db', since: Date.now() })]);
    tree.refresh();
    await tree.getChildren();
    vi.advanceTimersByTime(1000);
    drawn.length = 0;
    vi.advanceTimersByTime(60_000);
    expect([drawn.length, vi.getTimerCount()]).toEqual([0, 0]);
    view.show(true);
    vi.advanceTimersByTime(60_000);
    expect(drawn.length).toBeGreaterThan(0);
    view.show(false);
    expect(vi.getTimerCount()).toBe(0);
  } finally {
    vi.useRealTimers();
  }
});

test('rows are dragged as the names that docker takes, files as their addresses, and are read out with their description', async () => {
  const { store, tree } = treeOf();
  connect(store, [container({ name: 'db', networks: [{ name: 'back', id: 'n', address: '10.0.0.2' }] }), a]);
  tree.refresh();
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
