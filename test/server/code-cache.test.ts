import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CodeCache, codeCacheFolder } from '../../server/src/code-cache';

let folder: string;
let cache: string;
let bundle: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'quayside-code-cache-'));
  cache = join(folder, 'cache');
  mkdirSync(cache);
  bundle = join(folder, 'main.js');
  writeFileSync(
    bundle,
    `const { join } = require('node:path'); exports.word = () => join(require('./other.js').name, 'é');`,
  );
  writeFileSync(join(folder, 'other.js'), `exports.name = 'one';`);
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Loads the bundle as a start does, calls it, and keeps its code. */
function start(kept: string | undefined = cache): unknown {
  const code = new CodeCache(kept, 'v8');
  const { word } = code.load(bundle);
  const said = typeof word === 'function' ? word() : undefined;
  code.save();
  return said;
}
const writtenAt = () => Object.fromEntries(readdirSync(cache).map((name) => [name, statSync(join(cache, name)).ino]));

describe('the code cache', () => {
  it('keeps the code of each bundle once and uses it from then on', () => {
    expect(start()).toBe(join('one', 'é'));
    const first = writtenAt();
    expect(Object.keys(first).sort()).toEqual(['main-v8.bin', 'other-v8.bin']);
    expect(start()).toBe(join('one', 'é'));
    expect(writtenAt()).toEqual(first);
  });

  it('notices that a bundle has changed, even by as many characters', () => {
    start();
    const first = writtenAt();
    writeFileSync(join(folder, 'other.js'), `exports.name = 'two';`);
    expect(start()).toBe(join('two', 'é'));
    expect(writtenAt()['main-v8.bin']).toBe(first['main-v8.bin']);
    expect(writtenAt()['other-v8.bin']).not.toBe(first['other-v8.bin']);
  });

  it.each([
    ['cut short', (blob: Buffer) => blob.subarray(0, blob.length / 2)],
    ['empty', () => Buffer.alloc(0)],
    [
      'changed in one bit',
      (blob: Buffer) => Buffer.from(blob.map((byte, i) => (i === blob.length - 9 ? byte ^ 1 : byte))),
    ],
  ])('makes data anew that is %s', (_, damage) => {
    start();
    const blob = join(cache, 'main-v8.bin');
    const whole = readFileSync(blob);
    writeFileSync(blob, damage(whole));
    expect(start()).toBe(join('one', 'é'));
    expect(readFileSync(blob).length).toBeGreaterThan(whole.length / 2);
    expect(start()).toBe(join('one', 'é'));
  });

  it('does without a folder', () => {
    expect(start(undefined)).toBe(join('one', 'é'));
    expect(start(join(folder, 'gone', 'away'))).toBe(join('one', 'é'));
  });

  it('loads a bundle once', () => {
    const code = new CodeCache(undefined, 'v8');
    expect(code.load(bundle)).toBe(code.load(bundle));
  });
});

describe('the folder of the code cache', () => {
  it('is the one that is wanted, or one in the cache folder of the user', () => {
    const own = join(folder, 'own');
    expect(codeCacheFolder({ QUAYSIDE_CODE_CACHE: own }, 'linux', folder)).toBe(own);
    expect(codeCacheFolder({ XDG_CACHE_HOME: own }, 'linux', folder)).toBe(join(own, 'quayside'));
    expect(codeCacheFolder({}, 'linux', folder)).toBe(join(folder, '.cache', 'quayside'));
    expect(codeCacheFolder({}, 'darwin', folder)).toBe(join(folder, 'Library', 'Caches', 'quayside'));
    expect(codeCacheFolder({ LOCALAPPDATA: own }, 'win32', folder)).toBe(join(own, 'quayside'));
  });

  it('is none where the user wants none, it cannot be made, or others may write to it', () => {
    expect(codeCacheFolder({ QUAYSIDE_CODE_CACHE: 'off' }, 'linux', folder)).toBeUndefined();
    expect(codeCacheFolder({ QUAYSIDE_CODE_CACHE: join(bundle, 'in-a-file') }, 'linux', folder)).toBeUndefined();
    chmodSync(cache, 0o777);
    expect(codeCacheFolder({ QUAYSIDE_CODE_CACHE: cache }, 'linux', folder)).toBeUndefined();
  });
});
