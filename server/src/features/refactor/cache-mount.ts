import { toolCaches } from '../../instructions/caches';
import type { Refactor } from './refactoring';

/** Adds cache mounts for the package managers that a RUN calls. */
export const cacheMount: Refactor = ({ file, instruction }) => {
  if (instruction.name !== 'RUN' || instruction.args.kind === 'none') return [];
  const commands = file.scriptOf(instruction)?.commands ?? [];
  const existing = instruction.flags.map(({ value }) => value ?? '').join(' ');
  const mounts = new Set<string>();
  for (const { name, args } of commands) {
    const cache = toolCaches.find((candidate) => candidate.commands.includes(name));
    if (!cache || (cache.verb && !args.some(({ text }) => cache.verb?.test(text)))) continue;
    for (const folder of cache.folders) {
      const target = `target=${folder}`;
      const sharing = cache.locked ? ',sharing=locked' : '';
      if (!existing.includes(target)) mounts.add(`--mount=type=cache,${target}${sharing}`);
    }
  }
  if (mounts.size === 0) return [];
  const start = instruction.keyword.end;
  const text = [...mounts].map((mount) => ` ${mount}`).join('');
  return [
    { title: 'Keep downloads in a cache mount', kind: 'refactor.rewrite', changes: [{ start, end: start, text }] },
  ];
};
