/** The shell that runs a script. */
export interface Interpreter {
  /** Base name without `.exe`: `sh`, `bash`, `pwsh`, `python3`. */
  readonly name: string;
  /** True when its language is close enough to POSIX to be parsed as such. */
  readonly posix: boolean;
  /** True when its arguments switch `pipefail` on. */
  readonly pipefail: boolean;
}

const posixShells = new Set(['sh', 'bash', 'dash', 'ash', 'zsh', 'ksh', 'mksh', 'yash', 'rbash']);

const foreignInterpreters =
  /^(?:cmd|pwsh|powershell|python[\d.]*|pypy\d*|node|nodejs|deno|bun|perl|ruby|php\d*|lua|tclsh|expect|awk|gawk|sed|make|Rscript|fish|nu|xonsh|elvish|tcsh|csh|rc|es)$/i;

/** True for the name of a shell whose `-c` takes POSIX-like text. */
export function isPosixShell(name: string): boolean {
  return posixShells.has(name);
}

/** Last part of a path, `.exe` removed; both kinds of slash count because SHELL may name a Windows path. */
export function baseName(path: string): string {
  let from = path.length;
  while (from > 0 && !isSlash(path.charCodeAt(from - 1))) from--;
  const name = from === 0 ? path : path.slice(from);
  return name.endsWith('.exe') ? name.slice(0, -4) : name;
}

function isSlash(code: number): boolean {
  return code === 47 || code === 92;
}

const knownInterpreters = new WeakMap<readonly string[], Interpreter>();

/**
 * What runs the scripts of a stage whose SHELL is `words` (`['/bin/sh', '-c']` where there is none).
 * Launchers before the shell (`env bash`, `conda run -n x /bin/bash -c`) are seen through; an unknown program is taken
 * for a wrapper around a POSIX shell.
 */
export function interpreterOf(words: readonly string[]): Interpreter {
  let found = knownInterpreters.get(words);
  if (!found) {
    found = findInterpreter(words);
    knownInterpreters.set(words, found);
  }
  return found;
}

function findInterpreter(words: readonly string[]): Interpreter {
  const names = words.map(baseName);
  const foreign = names.find((name) => foreignInterpreters.test(name));
  const shell = names.find((name) => posixShells.has(name));
  const name = shell ?? foreign ?? names[0] ?? 'sh';
  return { name, posix: shell !== undefined || foreign === undefined, pipefail: setsPipefail(words) };
}

/** The interpreter that a script's `#!` line names; undefined when it has none. */
export function shebangOf(script: string): Interpreter | undefined {
  const line = /^#!\s*(.+)/.exec(script)?.[1];
  if (line === undefined) return undefined;
  const words = line.trim().split(/\s+/);
  return interpreterOf(baseName(words[0] ?? '') === 'env' ? words.slice(1).filter((word) => word !== '-S') : words);
}

/** True when options such as `-o pipefail` or `-euxo pipefail` stand among the words. */
export function setsPipefail(words: readonly string[]): boolean {
  const at = words.indexOf('pipefail');
  return at > 0 && /^-\w*o$/.test(words[at - 1] ?? '');
}
