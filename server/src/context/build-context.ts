import { existsSync, opendirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { BuildContext, ContextEntry } from '../model/build-context';
import { argumentWords } from '../model/expandable';
import { copyFrom } from '../model/stages';
import type { Tree } from '../parser/nodes';
import { type Excluder, ignoreFile } from './ignore-file';

/** What marks the top of a project: no build context is looked for above it. */
const projectRoots = ['.git', '.hg', '.svn'];
/** How many folders above the Dockerfile's may be the context. */
const maxParents = 4;
/** More sources than this do not make the choice of a folder better. */
const maxSources = 50;
/** More entries of a folder help nobody to choose one. */
const maxEntries = 5000;

/**
 * Finds build contexts on disk. What was read is kept until `forget`, so that checking a document again touches no disk.
 */
export class BuildContexts {
  private readonly found = new Map<string, boolean>();
  private readonly texts = new Map<string, string | undefined>();
  private readonly excluders = new Map<string, Excluder>();

  /** `openText` is the text of a file that is open in the editor, which goes before what is on disk. */
  constructor(private readonly openText: (path: string) => string | undefined = () => undefined) {}

  /**
   * The context of a Dockerfile: its own folder, unless what it copies is found only in a folder above, as when
   * `docker build -f docker/Dockerfile .` is meant. `path` is absolute.
   */
  of(path: string, tree: Tree): BuildContext {
    const folder = this.folderOf(path, tree);
    const ignorePath = [`${path}.dockerignore`, join(folder, '.dockerignore')].find((file) => this.exists(file));
    const text = ignorePath === undefined ? undefined : this.read(ignorePath);
    const root = toPosix(folder);
    return {
      root,
      ignoreFile: ignorePath === undefined || text === undefined ? undefined : { path: toPosix(ignorePath), text },
      excludedBy: (relative) => (text === undefined ? undefined : this.excluder(text)(relative)),
      exists: (relative) => this.exists(join(folder, relative)),
      entries: (relative) => readEntries(join(folder, relative)),
      sizeOf: (relative) => sizeOf(join(folder, relative)),
    };
  }

  /** Files have changed. */
  forget(): void {
    this.found.clear();
    this.texts.clear();
    this.excluders.clear();
  }

  private folderOf(path: string, tree: Tree): string {
    const own = dirname(path);
    const sources = localSources(tree);
    const holds = (folder: string) => sources.every((source) => this.exists(join(folder, source)));
    if (sources.length === 0 || this.exists(join(own, '.dockerignore')) || holds(own)) return own;
    let folder = own;
    for (let i = 0; i < maxParents; i++) {
      if (projectRoots.some((name) => this.exists(join(folder, name))) || dirname(folder) === folder) break;
      folder = dirname(folder);
      if (holds(folder)) return folder;
    }
    return own;
  }

  private exists(path: string): boolean {
    let known = this.found.get(path);
    if (known === undefined) {
      known = existsSync(path);
      this.found.set(path, known);
    }
    return known;
  }

  private read(path: string): string | undefined {
    const open = this.openText(path);
    if (open !== undefined) return open;
    if (!this.texts.has(path)) this.texts.set(path, readText(path));
    return this.texts.get(path);
  }

  private excluder(text: string): Excluder {
    let excluder = this.excluders.get(text);
    if (!excluder) {
      excluder = ignoreFile(text);
      this.excluders.set(text, excluder);
    }
    return excluder;
  }
}

/** The sources of COPY and ADD that name one file or folder of the context outright. */
function localSources(tree: Tree): readonly string[] {
  const sources: string[] = [];
  for (const instruction of tree.instructions) {
    if ((instruction.name !== 'COPY' && instruction.name !== 'ADD') || copyFrom(instruction)) continue;
    for (const { raw } of argumentWords(instruction, 'source').slice(0, -1)) {
      if (/^[\w./-]+$/.test(raw) && raw.replaceAll(/[./]/g, '') !== '') sources.push(raw);
      if (sources.length >= maxSources) return sources;
    }
  }
  return sources;
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

/** The entries of a folder; of those with very many some, since the editor waits. */
function readEntries(folder: string): ContextEntry[] {
  const entries: ContextEntry[] = [];
  try {
    const opened = opendirSync(folder, { bufferSize: 256 });
    try {
      for (let entry = opened.readSync(); entry && entries.length < maxEntries; entry = opened.readSync()) {
        entries.push({ name: entry.name, folder: entry.isDirectory() });
      }
    } finally {
      opened.closeSync();
    }
  } catch {
    return [];
  }
  return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function sizeOf(path: string): number | undefined {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats?.isFile() ? stats.size : undefined;
}

function toPosix(path: string): string {
  return path.replaceAll('\\', '/');
}
