import { readdirSync, readlinkSync } from 'node:fs';

/** Files below a folder that this process has open. */
export function openFiles(folder: string): readonly string[] {
  return readdirSync('/proc/self/fd').flatMap((descriptor) => {
    try {
      const path = readlinkSync(`/proc/self/fd/${descriptor}`);
      return path.startsWith(`${folder}/`) ? [path] : [];
    } catch {
      // It was closed meanwhile.
      return [];
    }
  });
}
