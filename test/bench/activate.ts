// Loads the bundled extension with a stand-in for `vscode`, no view visible and no Dockerfile open, and prints how long
// loading and activating take and which other bundles that loaded. Run in a process of its own.
import Module, { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { performance } from 'node:perf_hooks';

type Key = string | symbol;
type Load = (request: string, ...rest: readonly unknown[]) => unknown;

/** Anything at all: callable, constructible, with every property. */
const anything = (): object =>
  new Proxy(function stand() {}, { get: property, apply: anything, construct: anything, getPrototypeOf: anything });

function property(target: object, key: Key): unknown {
  if (key === Symbol.toPrimitive) return () => '';
  if (key === 'then') return undefined;
  if (key === 'visible') return false;
  const own: unknown = Reflect.get(target, key) ?? anything();
  Reflect.set(target, key, own);
  return own;
}

const loader = Module as unknown as { _load: Load };
const load = loader._load;
const loaded: string[] = [];
loader._load = (request, ...rest) => {
  if (request === 'vscode') return anything();
  if (request.startsWith('./')) loaded.push(request);
  return load(request, ...rest);
};

const file = resolve(process.argv[2] ?? 'dist/extension.js');
const start = performance.now();
const extension = createRequire(file)(file) as { activate(context: unknown): unknown };
const between = performance.now();
const stands = ['extensionUri', 'globalState', 'workspaceState', 'secrets', 'extension'].map((key) => [
  key,
  anything(),
]);
const context = { subscriptions: [], asAbsolutePath: (path: string) => path, ...Object.fromEntries(stands) };
void Promise.resolve(extension.activate(context)).then(() => {
  const activate = performance.now() - between;
  process.stdout.write(JSON.stringify({ load: between - start, activate, loaded }), () => process.exit(0));
});
