// Bundles the extension, the language server and the command line tool into dist/.
//   node scripts/build.mjs [--watch] [--dev]
//
// Heavy packages become bundles of their own that are loaded when the first of their exports is used, so that sources can
// import them plainly and start-up does not pay for them.
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, normalize, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import esbuild from 'esbuild';
import { notices } from './notices.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const watch = process.argv.includes('--watch');
const dev = watch || process.argv.includes('--dev');

/** Package → bundle name. Each is loaded on first use. */
const lazyPackages = {
  dockerode: 'dockerode',
  'vscode-languageclient/node': 'language-client',
  unbash: 'shell-parser',
  yaml: 'yaml',
  'spdx-expression-parse': 'spdx',
  'tar-stream': 'tar',
};

/** Modules of Node that take milliseconds to load and that a start does without. */
const lazyBuiltins = ['child_process', 'crypto', 'http', 'http2', 'https'];

/**
 * Resolves a lazy package to a stub whose getters require its bundle, and a lazy module of Node to one that requires that.
 * Names of a package are read by bundling it once.
 */
const lazy = {
  name: 'lazy',
  setup(build) {
    build.onResolve({ filter: new RegExp(`^(node:)?(${lazyBuiltins.join('|')})$`) }, ({ path, namespace }) =>
      namespace === 'lazy-builtin' ? { path, external: true } : { path, namespace: 'lazy-builtin', sideEffects: false },
    );
    build.onLoad({ filter: /.*/, namespace: 'lazy-builtin' }, ({ path }) => ({
      contents: stub(path, builtinNames(path)),
      loader: 'js',
    }));
    const filter = new RegExp(`^(${Object.keys(lazyPackages).join('|').replaceAll('/', '\\/')})$`);
    build.onResolve({ filter }, ({ path, kind }) =>
      kind === 'entry-point' ? undefined : { path, namespace: 'lazy', sideEffects: false },
    );
    build.onLoad({ filter: /.*/, namespace: 'lazy' }, async ({ path }) => ({
      contents: stub(`./${lazyPackages[path]}.js`, await exportedNames(path)),
      loader: 'js',
    }));
  },
};

async function exportedNames(path) {
  const probe = await esbuild.build({
    stdin: { contents: `export * from ${JSON.stringify(path)}`, resolveDir: root },
    ...common,
    plugins: [empty],
    write: false,
    metafile: true,
    format: 'esm',
    outdir: 'dist',
  });
  const names = Object.values(probe.metafile.outputs).flatMap((output) => output.exports);
  return names.length > 0 ? names : commonJsNames[path];
}

/** Names that sources use of packages whose exports cannot be read off statically. */
const commonJsNames = {
  dockerode: ['default'],
  'spdx-expression-parse': ['default'],
  'tar-stream': ['extract', 'pack'],
  'vscode-languageclient/node': [
    'LanguageClient',
    'TransportKind',
    'State',
    'CloseAction',
    'ErrorAction',
    'RevealOutputChannelOn',
  ],
  yaml: ['parse', 'parseDocument', 'LineCounter', 'isMap', 'isScalar', 'isSeq'],
};

const builtinNames = (path) => ['default', ...Object.keys(createRequire(import.meta.url)(path))];

function stub(file, names) {
  return `
let loaded;
const load = () => (loaded ??= require(${JSON.stringify(file)}));
const get = (name) => (name === 'default' && !load().__esModule ? load() : load()[name]);
for (const name of ${JSON.stringify(names.join(' '))}.split(' ')) {
  Object.defineProperty(exports, name, { enumerable: true, get: () => get(name) });
}
Object.defineProperty(exports, '__esModule', { value: true });`;
}

/** dockerode's ssh, gRPC and protobuf parts are never used here (ssh goes through the system's ssh): leave them out. */
const empty = {
  name: 'empty',
  setup(build) {
    build.onResolve({ filter: /^(ssh2|@grpc\/grpc-js|@grpc\/proto-loader|protobufjs)(\/.*)?$/ }, ({ path }) => ({
      path,
      namespace: 'empty',
    }));
    build.onLoad({ filter: /.*/, namespace: 'empty' }, () => ({ contents: 'module.exports = {};' }));
  },
};

const common = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  outdir: 'dist',
  external: ['vscode', '*.node', ...Object.values(lazyPackages).map((name) => `./${name}.js`)],
  mainFields: ['module', 'main'],
  logLevel: 'warning',
  legalComments: 'none',
  minify: !dev,
  sourcemap: dev ? 'linked' : false,
  metafile: true,
};

const mainBuild = {
  ...common,
  entryPoints: {
    extension: 'client/src/extension.ts',
    server: 'server/src/start.ts',
    'server-main': 'server/src/main.ts',
    cli: 'server/src/cli.ts',
  },
  plugins: [lazy],
};
const lazyBuild = {
  ...common,
  entryPoints: Object.fromEntries(Object.entries(lazyPackages).map(([path, name]) => [name, path])),
  plugins: [empty],
};

/** Scripts and styles of web views, which know the browser only. */
const pagesBuild = {
  ...common,
  platform: 'browser',
  format: 'iife',
  target: 'es2022',
  outdir: 'dist/panels',
  external: [],
  entryPoints: ['stats', 'layers'].flatMap((kind) => [
    `client/src/panels/web/${kind}.ts`,
    `client/src/panels/web/${kind}.css`,
  ]),
};

/** Removes what earlier builds have left in dist/, which is never empty: others may be using it. */
function removeAllBut(files) {
  const kept = new Set(files.map((file) => normalize(file)));
  for (const entry of readdirSync(join(root, 'dist'), { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath ?? entry.path, entry.name);
    if (entry.isFile() && !kept.has(relative(root, path))) rmSync(path);
  }
}

if (watch) {
  await esbuild.build(lazyBuild);
  await (await esbuild.context(pagesBuild)).watch();
  await (await esbuild.context({ ...mainBuild, logLevel: 'info' })).watch();
} else {
  const built = await Promise.all([esbuild.build(lazyBuild), esbuild.build(mainBuild), esbuild.build(pagesBuild)]);
  const metafiles = built.map(({ metafile }) => metafile);
  const texts = join('dist', 'THIRD-PARTY-NOTICES.md');
  writeFileSync(join(root, texts), notices(root, metafiles));
  removeAllBut([texts, ...metafiles.flatMap(({ outputs }) => Object.keys(outputs))]);
}
