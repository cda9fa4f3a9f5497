// Builds the extension and packs it into quayside-<version>.vsix, or into the file that is given.
//   node scripts/package.mjs [FILE]
import { readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createVSIX } from '@vscode/vsce';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const { name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const file = resolve(process.argv[2] ?? join(root, `${name}-${version}.vsix`));

await import('./build.mjs');
// Everything that is needed at run time is in the bundles.
await createVSIX({ cwd: root, packagePath: file, dependencies: false });
console.log(`${file}: ${Math.round(statSync(file).size / 1024)} kB`);
