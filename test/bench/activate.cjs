// Loads the bundled extension with a stand-in for `vscode`, no view visible and no Dockerfile open, and prints how long
// loading and activating take and which other bundles that loaded.
const Module = require('node:module');
const { performance } = require('node:perf_hooks');

/** Anything at all: callable, constructible, with every property. */
const anything = () =>
  new Proxy(function stand() {}, { get: property, apply: anything, construct: anything, getPrototypeOf: anything });

function property(target, key) {
  if (key === Symbol.toPrimitive) return () => '';
  if (key === 'then') return undefined;
  if (key === 'visible') return false;
  target[key] ??= anything();
  return target[key];
}

const load = Module._load;
const loaded = [];
Module._load = (request, parent, isMain) => {
  if (request === 'vscode') return anything();
  if (request.startsWith('./')) loaded.push(request);
  return load(request, parent, isMain);
};

const start = performance.now();
const extension = require(process.argv[2]);
const between = performance.now();
const context = {
  subscriptions: [],
  extensionUri: anything(),
  asAbsolutePath: (path) => path,
  globalState: anything(),
  workspaceState: anything(),
  secrets: anything(),
  extension: anything(),
};
void Promise.resolve(extension.activate(context)).then(() => {
  const activate = performance.now() - between;
  process.stdout.write(JSON.stringify({ load: between - start, activate, loaded }), () => process.exit(0));
});
