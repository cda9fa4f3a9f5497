import { expect, test } from 'vitest';
import type { State } from '../../../client/src/store/state';
import { containersView } from '../../../client/src/views/containers';
import { diffRows } from '../../../client/src/views/diff';
import { imagesView } from '../../../client/src/views/images';
import { defaultViewOptions, type Row } from '../../../client/src/views/view';
import { container, image, now, stateWith } from '../../support/samples';

const options = defaultViewOptions;
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
  expect(lines(containersView.rows(containers, options, now))).toEqual([
    'db | redis:7 · Up 5 minutes (unhealthy)',
    'web | nginx · Up 5 minutes · 8080→80',
    'old | redis:7 · Exited (0) 5 minutes ago',
  ]);
  expect(containersView.summary(containers)).toBe('2 of 3 up');
});

test('containers: filter, hiding and grouping', () => {
  const names = (changes: Partial<typeof options>) => containersView.rows(containers, { ...options, ...changes }, now);
  expect(names({ filter: 'NGINX up' })).toEqual([]);
  expect(names({ filter: 'ngi run' }).map(({ label }) => label)).toEqual(['web']);
  expect(names({ hideMinor: true }).map(({ label }) => label)).toEqual(['db', 'web']);
  expect(lines(names({ groupBy: 'project' }))).toEqual([
    ['shop', ['web | nginx · Up 5 minutes · 8080→80']],
    ['Others', ['db | redis:7 · Up 5 minutes (unhealthy)', 'old | redis:7 · Exited (0) 5 minutes ago']],
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
  expect(lines(imagesView.rows(images, options, now))).toEqual([
    'redis:7 | 133 MB · 3 weeks ago · same image as cache:1 · in use',
    'cache:1 | 133 MB · 3 weeks ago · same image as redis:7 · in use',
    '<none> 0123456789ab | dangling · 5 MB · 3 days ago',
  ]);
  expect(imagesView.rows(images, { ...options, hideMinor: true }, now)).toHaveLength(2);
  expect(lines(imagesView.rows(images, { ...options, groupBy: 'repository' }, now))).toMatchObject(
    [['cache'], ['redis'], ['Others']].map(([name]) => [name, expect.anything()]),
  );
});

test('a row keeps its id whatever happens to what it shows', () => {
  const ids = (state: State) => containersView.rows(state, options, now).map(({ id }) => id);
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
  );
  expect(row?.tooltip?.()).toContain('\\[run\\]\\(command\\:evil\\)');
  expect(row?.tooltip?.().replaceAll(`\`${evil}\``, '')).not.toMatch(/[^\\]<img/);
});

test('only rows that changed are drawn again', () => {
  const rows = (state: State, at = now) => containersView.rows(state, options, at);
  const [a, b] = [container({ name: 'a' }), container({ name: 'b' })];
  const before = rows(stateWith({ containers: [a, b] }));
  expect(diffRows(before, rows(stateWith({ containers: [a, b] })))).toEqual([]);
  expect(diffRows(before, rows(stateWith({ containers: [a, { ...b, state: 'paused' }] })))).toEqual(['container/b-id']);
  expect(diffRows(before, rows(stateWith({ containers: [a] })))).toBe('all');
  expect(diffRows(before, rows(stateWith({ containers: [a, b] }), now + 60_000))).toEqual([
    'container/a-id',
    'container/b-id',
  ]);
});
