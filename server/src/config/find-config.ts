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

  /** `onRead` is told of each config file when it has been read. */
  constructor(private readonly onRead: (config: FoundConfig) => void = () => undefined) {}

  /** The config in force for files of an absolute folder path. An unreadable file is a problem of it, not an error. */
  forFolder(folder: string): FoundConfig | undefined {
    if (this.#byFolder.has(folder)) return this.#byFolder.get(folder);
    const own = readFirst(fileNames.map((name) => join(folder, name)));
    if (own) this.onRead(own);
    const parent = dirname(folder);
    const found = own ?? (parent === folder ? undefined : this.forFolder(parent));
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
      const top = { line: 0, character: 0 };
      const message = `This file cannot be read (${String(code)}).`;
      const problem = { start: 0, end: 0, range: { start: top, end: top }, message };
      return { path, ...parseConfig(''), problems: [problem] };
    }
  }
  return undefined;
}
