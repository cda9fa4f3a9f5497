import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire, Module } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import { Script } from 'node:vm';

/** What a bundle exports. */
type Exports = Record<string, unknown>;

/** A bundle that was compiled from its text, not from the cache. */
interface Fresh {
  readonly script: Script;
  readonly source: string;
  readonly blob: string;
}

const digest = (data: string | Buffer) => createHash('sha1').update(data).digest();
const digestLength = 20;

/**
 * Loads bundles with the code that V8 made of them at an earlier start: the first findings come a fourth sooner.
 *
 * A blob is `sha1 of the bundle's text`, `sha1 of the data`, `data`: a bundle that has changed and a file that is damaged
 * are not used. V8 itself refuses data of another version or other flags. Without a usable folder bundles load as ever.
 */
export class CodeCache {
  readonly #loaded = new Map<string, Exports>();
  readonly #fresh: Fresh[] = [];

  /**
   * @param folder where blobs are kept; `undefined` for no cache.
   * @param engine names the V8 that blobs are for, so that several can share the folder.
   */
  constructor(
    private readonly folder: string | undefined,
    private readonly engine: string,
  ) {}

  /** Loads a CommonJS bundle once; the bundles beside it that it requires go the same way. */
  load(file: string): Exports {
    const known = this.#loaded.get(file);
    if (known) return known;
    const source = Module.wrap(readFileSync(file, 'utf8'));
    const module = { exports: {} as Exports };
    this.#loaded.set(file, module.exports);
    const requireOther = createRequire(file);
    const requireAny = (id: string): unknown =>
      id.startsWith('./') ? this.load(resolve(dirname(file), id)) : requireOther(id);
    const run = this.#compile(file, source).runInThisContext();
    run(module.exports, requireAny, module, file, dirname(file));
    this.#loaded.set(file, module.exports);
    return module.exports;
  }

  /** Keeps what was compiled from text, with all the functions that have run by now. Never throws. */
  save(): void {
    for (const { script, source, blob } of this.#fresh.splice(0)) {
      const data = script.createCachedData();
      const unfinished = `${blob}.${process.pid}`;
      try {
        writeFileSync(unfinished, Buffer.concat([digest(source), digest(data), data]), { mode: 0o600 });
        renameSync(unfinished, blob);
      } catch {
        // A full disk or a folder that is gone: the next start compiles again.
        rmSync(unfinished, { force: true });
      }
    }
  }

  #compile(file: string, source: string): Script {
    const blob = this.folder && join(this.folder, `${basename(file, '.js')}-${this.engine}.bin`);
    const cachedData = blob ? readBlob(blob, source) : undefined;
    const script = new Script(source, { filename: file, cachedData });
    if (blob && (!cachedData || script.cachedDataRejected)) this.#fresh.push({ script, source, blob });
    return script;
  }
}

function readBlob(path: string, source: string): Buffer | undefined {
  try {
    const blob = readFileSync(path);
    const data = blob.subarray(2 * digestLength);
    const intact =
      blob.subarray(0, digestLength).equals(digest(source)) &&
      blob.subarray(digestLength, 2 * digestLength).equals(digest(data));
    return intact ? data : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The folder that blobs are kept in, made if need be: `QUAYSIDE_CODE_CACHE`, or `quayside` in the user's cache folder.
 * `undefined` if the user wants none (`QUAYSIDE_CODE_CACHE=off`), it cannot be made, or others may write to it.
 */
export function codeCacheFolder(
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
  home: string,
): string | undefined {
  const wanted = env['QUAYSIDE_CODE_CACHE'];
  if (wanted === 'off') return undefined;
  const folder = wanted || join(userCacheFolder(env, platform, home), 'quayside');
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const { uid, mode } = statSync(folder);
    const othersMayWrite = process.getuid !== undefined && (uid !== process.getuid() || (mode & 0o022) !== 0);
    return othersMayWrite ? undefined : folder;
  } catch {
    return undefined;
  }
}

function userCacheFolder(
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
  home: string,
): string {
  if (platform === 'win32') return env['LOCALAPPDATA'] || join(home, 'AppData', 'Local');
  if (platform === 'darwin') return join(home, 'Library', 'Caches');
  return env['XDG_CACHE_HOME'] || join(home, '.cache');
}
