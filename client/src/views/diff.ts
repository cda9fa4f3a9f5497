import type { Row } from './view';

/** What of a tree has to be drawn again: everything, or the rows with these ids (with what is below them). */
export type Redraw = 'all' | readonly string[];

/** Compares two versions of the rows of a view, so that only rows that changed are drawn again. */
export function diffRows(before: readonly Row[], after: readonly Row[]): Redraw {
  if (!sameIds(before, after)) {
    return 'all';
  }
  return after.flatMap((row, index) => changesOf(before[index] ?? row, row));
}

function changesOf(before: Row, after: Row): readonly string[] {
  if (before === after) {
    return [];
  }
  if (!sameFace(before, after)) {
    return [after.id];
  }
  if (!Array.isArray(before.children) || !Array.isArray(after.children)) {
    return [];
  }
  const below = diffRows(before.children, after.children);
  return below === 'all' ? [after.id] : below;
}

function sameIds(before: readonly Row[], after: readonly Row[]): boolean {
  return before.length === after.length && after.every(({ id }, index) => id === before[index]?.id);
}

function sameFace(before: Row, after: Row): boolean {
  return (
    before.label === after.label &&
    before.description === after.description &&
    before.icon?.name === after.icon?.name &&
    before.icon?.color === after.icon?.color &&
    before.context === after.context &&
    before.source === after.source
  );
}
