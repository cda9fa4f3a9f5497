// Brings node_modules in line with package-lock.json, and only then: everything here works before anything is installed.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** Installs the packages of the lock file if any is missing or of another version. */
export function ensureInstalled() {
  if (installed()) return;
  console.log('Installing npm packages');
  for (let left = 2; ; left--) {
    const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      shell: process.platform === 'win32',
    });
    if (status === 0) return;
    if (left === 0) throw new Error('npm ci failed');
    console.log('npm ci failed, trying again');
  }
}

function installed() {
  const hidden = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(hidden)) return false;
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const found = JSON.parse(readFileSync(hidden, 'utf8')).packages;
  return Object.entries(wanted).every(
    ([path, { version, optional }]) =>
      path === '' || (path in found ? found[path].version === version : optional === true),
  );
}
