import { expect, test } from 'vitest';
import type { State } from '../../../client/src/store/state';
import { containersView } from '../../../client/src/views/containers';
import { inPlace, type Node, takeRows } from '../../../client/src/views/diff';
import { engineView } from '../../../client/src/views/engine';
import { imagesView } from '../../../client/src/views/images';
import { networksView } from '../../../client/src/views/networks';
import { type Details, defaultViewOptions, type Row } from '../../../client/src/views/view';
import { volumesView } from '../../../client/src/views/volumes';
import { container, image, now, stateWith } from '../../support/samples';

const options = defaultViewOptions;
const details: Details = {
  layers: async () => [
    { createdBy: '/bin/sh -c #(nop)  CMD ["sh"]', size: 0, created: undefined },
    { createdBy: 'RUN make # buildkit', size: 2_000_000, created: undefined },
  ],
  environment: async () => ['MODE=test', 'KEY=a=b'],
  files: async () => ({ entries: [], rest: undefined, cut: false }),
  usage: () => undefined,
  fileUri: ({ path }) => `quayside-files:${path}`,
  facts: async () => ({
    version: '20.10',
    operatingSystem: 'Debian',
    architecture: 'x86_64',
    cpus: 2,
    memory: 4e9,
    rootFolder: '/var/lib/docker',
    storageDriver: 'overlay2',
  }),
  diskUsage: async () => {
    const use = { count: 3, active: 1, size: 3_000_000, reclaimable: 2_000_000 };
    return { images: use, containers: use, volumes: use, buildCache: use };
  },
};
/** What VS Code knows of rows that it has drawn. */
const known = (rows: readonly Row[]): Map<string, Node> =>
  new Map(rows.map((row) => [row.id, { row, parent: undefined, children: new Map(), hovered: undefined }]));
const redrawn = (before: readonly Row[], after: readonly Row[]): unknown => {
  const redraw = takeRows(known(before), after, now);
  return redraw === 'all' ? redraw : redraw.map(({ row }) => row.id);
};
const lines = (rows: readonly Row[]): unknown =>
  rows.map(({ label, description, children, context }) =>
    context?.startsWith('group') && Array.isArray(children)
      ? [label, lines(children)]
      : [label, description].join(' | '),
  );

const containers = stateWith({
  containers: [
    container({ name: 'old', state: 'exited', exitCode: 0, created: now - 1000 }),
    container({
      name: 'web',
      image: 'nginx',
      ports: [{ container: 80, protocol: 'tcp', host: 8080 }],
      labels: { 'com.docker.compose.project': 'shop' },
    }),
    container({ name: 'db', created: now - 500, health: 'unhealthy' }),
  ],
});

test('containers: running ones first, newest first, with image, state and ports', () => {
  expect(lines(containersView.rows(containers, options, now, details))).toEqual([
    'db | unhealthy · redis:7 · Up 5 minutes',
    'web | nginx · Up 5 minutes · 8080→80',
    'old | redis:7 · Exited (0) 5 minutes ago',
  ]);
  expect(containersView.summary(containers)).toBe('2 of 3 up');
});

test('containers: filter, hiding and grouping', () => {
  const names = (changes: Partial<typeof options>) =>
    containersView.rows(containers, { ...options, ...changes }, now, details);
  expect(names({ filter: 'NGINX up' })).toEqual([]);
  expect(names({ filter: 'ngi run' }).map(({ label }) => label)).toEqual(['web']);
  expect(names({ hideMinor: true }).map(({ label }) => label)).toEqual(['db', 'web']);
  expect(lines(names({ groupBy: 'project' }))).toEqual([
    ['shop', ['web | nginx · Up 5 minutes · 8080→80']],
    ['Others', ['db | unhealthy · redis:7 · Up 5 minutes', 'old | redis:7 · Exited (0) 5 minutes ago']],
  ]);
});

const images = stateWith({
  images: [
    image({ tags: ['redis:7', 'cache:1'] }),
    image({ id: 'sha256:0123456789abcdef', tags: [], size: 5_000_000, created: now - 86_400_000 * 3 }),
  ],
  containers: [container()],
});

test('images: one row for each name, what is dangling and what is used', () => {
  expect(lines(imagesView.rows(images, options, now, details))).toEqual([
    'redis:7 | 133 MB · 3 weeks ago · same image as cache:1 · in use',
    'cache:1 | 133 MB · 3 weeks ago · same image as redis:7 · in use',
    '<none> 0123456789ab | dangling · 5 MB · 3 days ago',
  ]);
  expect(imagesView.rows(images, { ...options, hideMinor: true }, now, details)).toHaveLength(2);
  expect(lines(imagesView.rows(images, { ...options, groupBy: 'repository' }, now, details))).toMatchObject(
    [['cache'], ['redis'], ['Others']].map(([name]) => [name, expect.anything()]),
  );
});

test('a row keeps its id whatever happens to what it shows', () => {
  const ids = (state: State) => containersView.rows(state, options, now, details).map(({ id }) => id);
  const one = (changes: Parameters<typeof container>[0]) =>
    ids(stateWith({ containers: [container({ id: 'x', ...changes })] }));
  expect(one({ state: 'exited', exitCode: 1, name: 'other', health: 'healthy' })).toEqual(one({}));
});

test('tooltips do not trust what engines say', () => {
  const evil = '[run](command:evil) <img src=x>';
  const [row] = containersView.rows(
    stateWith({ containers: [container({ name: evil, image: evil, command: evil })] }),
    options,
    now,
    details,
  );
  expect(row?.tooltip?.()).toContain('\\[run\\]\\(command\\:evil\\)');
  expect(row?.tooltip?.().replaceAll(`\`${evil}\``, '')).not.toMatch(/[^\\]<img/);
});

test('only rows that changed are drawn again', () => {
  const rows = (state: State, at = now) => containersView.rows(state, options, at, details);
  const [a, b] = [container({ name: 'a' }), container({ name: 'b' })];
  const before = rows(stateWith({ containers: [a, b] }));
  expect(redrawn(before, rows(stateWith({ containers: [a, b] })))).toEqual([]);
  expect(redrawn(before, rows(stateWith({ containers: [a, { ...b, state: 'paused' }] })))).toEqual(['container/b-id']);
  expect(redrawn(before, rows(stateWith({ containers: [a] })))).toBe('all');
  expect(redrawn(before, rows(stateWith({ containers: [a, b] }), now + 60_000))).toEqual([
    'container/a-id',
    'container/b-id',
  ]);
});

test('what VS Code has not read of a row can not be out of date', () => {
  const rows = (address: string) =>
    containersView.rows(
      stateWith({ containers: [container({ name: 'a', networks: [{ name: 'n', id: 'n', address }] })] }),
      options,
      now,
      details,
    );
  const [before, after] = [rows(''), rows('10.0.0.2')];
  expect(redrawn(before, after)).toEqual([]);
  const hovered = known(before);
  for (const node of hovered.values()) node.hovered = now;
  expect(takeRows(hovered, after, now)).toEqual([...hovered.values()]);
  const opened = known(before);
  for (const { row, children } of opened.values()) {
    for (const [id, child] of known(row.children as readonly Row[])) children.set(id, child);
  }
  expect(takeRows(opened, after, now)).toEqual([...opened.values()]);
  expect([...opened.values()].map(({ row }) => row)).toEqual(after);
});

test('figures wait while the tooltip of their row is read, what happens does not', () => {
  const a = container({ name: 'a' });
  const rows = (at: number, state = a.state) =>
    containersView.rows(stateWith({ containers: [state === a.state ? a : { ...a, state }] }), options, at, details);
  const nodes = known(rows(now));
  for (const node of nodes.values()) node.hovered = now;
  const later = rows(now + 60_000);
  expect(takeRows(nodes, later, now + 1_000)).toEqual([]);
  expect(takeRows(nodes, rows(now + 60_000, 'paused'), now + 1_000)).toEqual([...nodes.values()]);
  expect(takeRows(nodes, later, now + 20_000)).toEqual([...nodes.values()]);
});

test('rows can take their new faces where they stand; where others come or go, all move', () => {
  const row = (id: string, label = id, children?: readonly Row[]): Row => ({
    id,
    label,
    ...(children ? { children } : {}),
  });
  const before = [row('a'), row('b'), row('g', 'g', [row('c'), row('d')])];
  const labels = (rows: readonly Row[]) => lines(rows.map((each) => ({ ...each, context: 'group' })));
  const moved = [row('b', 'B'), row('a'), row('g', 'g', [row('d', 'D'), row('c')])];
  expect(labels(inPlace(before, moved))).toEqual(
    labels([row('a'), row('b', 'B'), row('g', 'g', [row('c'), row('d', 'D')])]),
  );
  const [still, gone] = [
    [row('a', 'A'), row('b'), before[2] as Row],
    [row('b'), row('g', 'g', [row('d'), row('c')])],
  ];
  expect(inPlace(before, still)).toBe(still);
  expect(inPlace(before, gone)).toBe(gone);
});

async function below(row: Row | undefined): Promise<readonly Row[]> {
  return typeof row?.children === 'function' ? row.children() : (row?.children ?? []);
}

test('below a container: ports, mounts, networks, and its environment when opened', async () => {
  const state = stateWith({
    containers: [
      container({
        ports: [
          { container: 80, protocol: 'tcp', host: 8080, address: '0.0.0.0' },
          { container: 9, protocol: 'tcp' },
        ],
        mounts: [{ type: 'volume', name: 'data', source: '/x', destination: '/data', writable: false }],
        networks: [{ name: 'back', id: 'n1', address: '172.18.0.2' }],
      }),
    ],
  });
  const rows = await below(containersView.rows(state, options, now, details)[0]);
  expect(rows.map(({ label, description, copied }) => [label, description, copied])).toEqual([
    ['8080→80', 'published port', 'localhost:8080'],
    ['9/tcp', 'exposed port, not published', undefined],
    ['/data', 'data (read only)', 'data'],
    ['back', '172.18.0.2', '172.18.0.2'],
    ['Files', undefined, undefined],
    ['Environment', undefined, undefined],
  ]);
  expect((await below(rows.at(-1))).map(({ label, description }) => `${label}=${description}`)).toEqual([
    'MODE=test',
    'KEY=a=b',
  ]);
});

test('below an image: who uses it, and its layers when opened', async () => {
  const rows = await below(imagesView.rows(images, options, now, details)[0]);
  expect(rows.map(({ label }) => label)).toEqual(['db', 'Files', 'Layers']);
  expect((await below(rows[2])).map(({ label, description }) => `${label} ${description}`)).toEqual([
    'CMD ["sh"] 0 B',
    'RUN make 2 MB',
  ]);
});

test('volumes tell who uses them, networks who belongs to them', () => {
  const volume = { name: 'data', driver: 'local', mountpoint: '/v', created: now, labels: {}, anonymous: false };
  const network = {
    id: 'n1',
    name: 'back',
    driver: 'bridge',
    scope: 'local',
    internal: false,
    created: now,
    subnets: ['172.18.0.0/16'],
    labels: {},
    builtIn: false,
  };
  const state = stateWith({
    volumes: [{ ...volume, name: 'f'.repeat(64), anonymous: true }, volume],
    networks: [{ ...network, id: 'b', name: 'bridge', builtIn: true }, network],
    containers: [
      container({
        mounts: [{ type: 'volume', name: 'data', source: '', destination: '/data', writable: true }],
        networks: [{ name: 'back', id: 'n1', address: '172.18.0.2' }],
      }),
    ],
  });
  expect(lines(volumesView.rows(state, options, now, details))).toEqual([
    'data | used by db',
    'ffffffffffff | anonymous · unused',
  ]);
  expect(lines(networksView.rows(state, options, now, details))).toEqual([
    'back | bridge · 172.18.0.0/16 · 1 container',
    'bridge | built-in · 172.18.0.0/16',
  ]);
  expect(networksView.rows(state, { ...options, hideMinor: true }, now, details)).toHaveLength(1);
});

test('the engine tells what it is and what its disk holds', async () => {
  const rows = engineView.rows(stateWith({}), options, now, details);
  expect(lines(rows)).toEqual(['test | Docker, API 1.41', 'Disk usage | ']);
  expect((await below(rows[1])).map(({ label, description, context }) => [label, description, context])[0]).toEqual([
    'Images',
    '3 MB · 3, 1 in use · 2 MB reclaimable',
    'disk:images',
  ]);
  expect((await below(rows[0])).map(({ label, description }) => `${label}: ${description}`)).toContain(
    'Storage: overlay2 in /var/lib/docker',
  );
});

test('an image row is green only while one of its containers runs', () => {
  const color = (state: 'running' | 'exited') => {
    const known = stateWith({ containers: [container({ state })], images: [image()] });
    return imagesView.rows(known, options, now, details).map(({ icon, description }) => [icon?.color, description]);
  };
  expect(color('running')).toEqual([['charts.green', '133 MB · 3 weeks ago · in use']]);
  expect(color('exited')).toEqual([[undefined, '133 MB · 3 weeks ago · in use']]);
});

test('containers that are measured show what they use, and only their rows change with it', () => {
  const web = container({ name: 'web', id: 'web' });
  const state = stateWith({ containers: [web, container({ name: 'db', state: 'exited', exitCode: 0 })] });
  const draw = (cpu: number | undefined, memory: number) =>
    containersView.rows(state, options, now, { ...details, usage: () => ({ cpu, memory }) });
  const first = draw(undefined, 45_400_000);
  expect(lines(first)).toEqual(['web | 45 MB · redis:7 · Up 5 minutes', 'db | redis:7 · Exited (0) 5 minutes ago']);
  const second = draw(3.14, 45_400_000);
  expect(lines(second)).toEqual([
    'web | 3.1% · 45 MB · redis:7 · Up 5 minutes',
    'db | redis:7 · Exited (0) 5 minutes ago',
  ]);
  expect(redrawn(first, second)).toEqual(['container/web']);
  expect(redrawn(second, draw(3.12, 45_300_000))).toEqual([]);
});
