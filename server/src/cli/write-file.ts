import { readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';

/**
 * Replaces the content of a file in one step, so that no reader ever sees half of it; links are followed and the mode is kept.
 * Throws when the file no longer holds `before`, or holds bytes that are not UTF-8 and would be lost.
 */
export function replaceFile(path: string, before: string, after: string): void {
  const target = realpathSync(path);
  if (!readFileSync(target).equals(Buffer.from(before))) {
    throw new Error('it has changed meanwhile or is not UTF-8');
  }
  const temporary = `${target}.${process.pid}.tmp`;
  try {
    writeFileSync(temporary, after, { mode: statSync(target).mode });
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}
