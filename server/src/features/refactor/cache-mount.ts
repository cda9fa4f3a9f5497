import type { Refactor } from './refactoring';

interface Cache {
  readonly commands: readonly string[];
  /** What makes a command one that fills the cache; any when absent. */
  readonly verb?: RegExp;
  readonly mounts: readonly string[];
}

/** Where tools keep their downloads when root runs them (each tool's own documentation). */
const caches: readonly Cache[] = [
  { commands: ['npm'], verb: /^(ci|i|install|add)$/, mounts: ['target=/root/.npm'] },
  { commands: ['yarn'], mounts: ['target=/usr/local/share/.cache/yarn'] },
  { commands: ['pnpm'], verb: /^(i|install|add|fetch)$/, mounts: ['target=/root/.local/share/pnpm/store'] },
  { commands: ['pip', 'pip3'], verb: /^(install|wheel|download)$/, mounts: ['target=/root/.cache/pip'] },
  { commands: ['uv'], verb: /^(sync|pip|add)$/, mounts: ['target=/root/.cache/uv'] },
  { commands: ['poetry'], verb: /^(install|add|update)$/, mounts: ['target=/root/.cache/pypoetry'] },
  {
    commands: ['go'],
    verb: /^(build|install|mod|test|get)$/,
    mounts: ['target=/go/pkg/mod', 'target=/root/.cache/go-build'],
  },
  { commands: ['cargo'], verb: /^(build|install|test|fetch)$/, mounts: ['target=/usr/local/cargo/registry'] },
  { commands: ['mvn', 'mvnw'], mounts: ['target=/root/.m2'] },
  { commands: ['gradle', 'gradlew'], mounts: ['target=/root/.gradle'] },
  { commands: ['composer'], verb: /^(install|update|require)$/, mounts: ['target=/tmp/cache'] },
  { commands: ['dotnet'], verb: /^(restore|build|publish)$/, mounts: ['target=/root/.nuget/packages'] },
  {
    commands: ['apt-get', 'apt'],
    verb: /^(install|update|upgrade|dist-upgrade)$/,
    mounts: ['target=/var/cache/apt,sharing=locked', 'target=/var/lib/apt,sharing=locked'],
  },
  { commands: ['apk'], verb: /^(add|update|upgrade)$/, mounts: ['target=/var/cache/apk,sharing=locked'] },
];

/** Adds cache mounts for the package managers that a RUN calls. */
export const cacheMount: Refactor = ({ file, instruction }) => {
  if (instruction.name !== 'RUN' || instruction.args.kind === 'none') return [];
  const commands = file.scriptOf(instruction)?.commands ?? [];
  const existing = instruction.flags.map(({ value }) => value ?? '').join(' ');
  const mounts = new Set<string>();
  for (const { name, args } of commands) {
    const cache = caches.find((candidate) => candidate.commands.includes(name));
    if (!cache || (cache.verb && !args.some(({ text }) => cache.verb?.test(text)))) continue;
    for (const mount of cache.mounts) {
      const target = mount.split(',', 1)[0] ?? mount;
      if (!existing.includes(target)) mounts.add(`--mount=type=cache,${mount}`);
    }
  }
  if (mounts.size === 0) return [];
  const start = instruction.keyword.end;
  const text = [...mounts].map((mount) => ` ${mount}`).join('');
  return [
    { title: 'Keep downloads in a cache mount', kind: 'refactor.rewrite', changes: [{ start, end: start, text }] },
  ];
};
