import type { Tree } from '../parser/nodes';

/** Zero-based physical line of an offset. */
export function lineAt(tree: Tree, offset: number): number {
  const { lineStarts } = tree;
  let low = 0;
  let high = lineStarts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((lineStarts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
