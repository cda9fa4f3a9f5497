import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type ParsedConfig, parseConfig } from './config-file';

export interface FoundConfig extends ParsedConfig {
  readonly path: string;
}

const fileNames = ['.hadolint.yaml', '.hadolint.yml'];

/**
 * Finds the config file of a folder: the nearest `.hadolint.yaml` or `.hadolint.yml` in it or a parent folder. Answers are
 * kept until `forget` is called.
 */
export class ConfigFinder {
  readonly #byFolder = new Map<string, FoundConfig | undefined>();

  /** The config in force for files of an absolute folder path. An unreadable file is a problem of it, not an error. */
  forFolder(folder: string): FoundConfig | undefined {
    if (this.#byFolder.has(folder)) return this.#byFolder.get(folder);
    const parent = dirname(folder);
    const found =
      readFirst(fileNames.map((name) => join(folder, name))) ??
      (parent === folder ? undefined : this.forFolder(parent));
    this.#byFolder.set(folder, found);
    return found;
  }

  forget(): void {
    this.#byFolder.clear();
  }
}

/** Reads one config file; undefined when there is no such file. */
export function readConfig(path: string): FoundConfig | undefined {
  return readFirst([path]);
}

function readFirst(paths: readonly string[]): FoundConfig | undefined {
  for (const path of paths) {
    try {
      return { path, ...parseConfig(readFileSync(path, 'utf8')) };
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (code === 'ENOENT' || code === 'ENOTDIR') continue;
      const problem = { start: 0, end: 0, line: 0, message: `This file cannot be read (${String(code)}).` };
      return { path, ...parseConfig(''), problems: [problem] };
    }
  }
  return undefined;
}
