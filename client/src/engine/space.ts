import type { DiskRecords } from './system';

/** Bytes that come back: at the least, and at the most. */
export interface Space {
  readonly least: number;
  readonly most: number;
}

/**
 * What comes back when images are removed together. The engine tells which part of an image others share, but not which others: layers
 * that only removed images share come back as well. So this is a range; it has no width when nothing stays, or nothing is shared.
 */
export function spaceOfImages({ images, usage, cache }: DiskRecords, removed: ReadonlySet<string>): Space {
  let [own, staying, stayingOwn, stayingShared] = [0, 0, 0, 0];
  for (const [id, image] of images) {
    if (removed.has(id)) {
      own += image.size - image.shared;
    } else {
      staying += image.size;
      stayingOwn += image.size - image.shared;
      stayingShared = Math.max(stayingShared, image.shared);
    }
  }
  const layers = usage.images.size;
  const most = Math.max(own, layers - stayingOwn - stayingShared);
  const least = Math.max(own, layers - staying) - cache.shared;
  return { least: Math.max(0, Math.min(least, most)), most };
}

/** Bytes that no other image shares with this one. */
export function ownSize({ images }: DiskRecords, id: string): number {
  const image = images.get(id);
  return image ? image.size - image.shared : 0;
}
