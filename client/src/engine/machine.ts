import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import type { Machine } from './endpoints';

/** The machine that the extension runs on. */
export function thisMachine(): Machine {
  return {
    platform: process.platform,
    home: homedir(),
    env: process.env,
    readFile: (path) => attempt(() => readFileSync(path, 'utf8')),
    readFolder: (path) => attempt(() => readdirSync(path)) ?? [],
    exists: existsSync,
  };
}

function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
