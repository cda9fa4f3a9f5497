import type { Row } from './view';

/** An element of the tree: keeps its identity while its row changes. */
export interface Node {
  row: Row;
  readonly parent: Node | undefined;
  /** Those that VS Code has asked for. */
  readonly children: Map<string, Node>;
  /** When its tooltip was read since it was drawn: VS Code keeps that. Milliseconds since the epoch. */
  hovered: number | undefined;
}

/** Milliseconds for which somebody may read a tooltip. VS Code takes it away when its row is drawn. */
const reading = 15_000;

/** What of a tree has to be drawn again: everything, or these rows with what is below them. */
export type Redraw = 'all' | readonly Node[];

/**
 * Gives the nodes that VS Code knows their new rows. Only what VS Code has of them can be out of date: faces, and what was opened or
 * hovered. Figures and ages wait while somebody reads the tooltip of their row.
 */
export function takeRows(known: ReadonlyMap<string, Node>, rows: readonly Row[], now: number): Redraw {
  return sameIds([...known.keys()], rows) ? rows.flatMap((row) => takeRow(known.get(row.id), row, now)) : 'all';
}

function takeRow(node: Node | undefined, row: Row, now: number): readonly Node[] {
  if (!node || node.row === row) {
    return [];
  }
  const before = node.row;
  const read = node.hovered !== undefined && now - node.hovered < reading;
  if (read && before.source === row.source && sameFace({ ...before, description: row.description ?? '' }, row)) {
    return [];
  }
  node.row = row;
  const opened = node.children.size > 0;
  const below = opened && Array.isArray(row.children) ? takeRows(node.children, row.children, now) : [];
  const known = opened || node.hovered !== undefined;
  return !sameFace(before, row) || (known && before.source !== row.source) || below === 'all' ? [node] : below;
}

function sameIds(ids: readonly string[], rows: readonly Row[]): boolean {
  return ids.length === rows.length && rows.every(({ id }, index) => id === ids[index]);
}

function sameFace(before: Row, after: Row): boolean {
  return (
    before.label === after.label &&
    before.description === after.description &&
    before.icon?.name === after.icon?.name &&
    before.icon?.color === after.icon?.color &&
    before.context === after.context &&
    canOpen(before) === canOpen(after)
  );
}

/** True when there is something below a row. */
export function canOpen({ children }: Row): boolean {
  return typeof children === 'function' || (children?.length ?? 0) > 0;
}

/** The new rows in the order of the old ones, at every level where they are the same ones; `after` itself where nothing has moved. */
export function inPlace(before: readonly Row[], after: readonly Row[]): readonly Row[] {
  const places = new Map(before.map((row, index) => [row.id, { row, index }]));
  if (before.length !== after.length || !after.every(({ id }) => places.has(id))) {
    return after;
  }
  let moved = false;
  const placed: Row[] = [];
  after.forEach((row, at) => {
    const { row: old = row, index = at } = places.get(row.id) ?? {};
    placed[index] = belowInPlace(old, row);
    moved ||= index !== at || placed[index] !== row;
  });
  return moved ? placed : after;
}

function belowInPlace(before: Row, after: Row): Row {
  if (before === after || !Array.isArray(before.children) || !Array.isArray(after.children)) {
    return after;
  }
  const children = inPlace(before.children, after.children);
  return children === after.children ? after : { ...after, children };
}
