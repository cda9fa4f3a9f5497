import type { Dockerfile, Stage } from '../model/dockerfile';
import type { Instruction } from '../parser/nodes';
import { apt } from '../shell/package-managers';
import type { ShellCommand } from '../shell/script';
import { aptGetUpdateAlone, updatesAlone } from './apt-get-update-alone';
import { hadolintUrl } from './hadolint-url';
import { type Call, callsOf, uncleaned } from './installs';
import type { LintOptions } from './options';
import type { Rule } from './rule';

const anyApt = { ...apt, commands: ['apt-get', 'apt', 'aptitude'] };

export const dl3009: Rule = {
  code: 'DL3009',
  aliases: [],
  source: 'hadolint',
  severity: 'info',
  summary: 'Remove the apt lists after installing',
  why:
    '`apt-get update` downloads package lists of tens of megabytes that nobody needs once the packages are installed. They stay in the layer ' +
    'unless the same RUN removes them; a later RUN only hides them. End the RUN with `rm -rf /var/lib/apt/lists/*`, or keep the lists out of the ' +
    'layer with `RUN --mount=type=cache,target=/var/lib/apt`. Build stages that are only copied from are not looked at.',
  url: hadolintUrl('DL3009'),
  bad: [
    'FROM debian:13\nRUN ⟦apt-get update⟧ && apt-get install -y --no-install-recommends curl=8.14.*\n',
    'FROM debian:13\nRUN ⟦apt-get update⟧ \\\n    && apt-get install -y --no-install-recommends curl=8.14.*\nRUN rm -rf /var/lib/apt/lists/*\n',
    'FROM debian:13\nRUN rm -rf /var/lib/apt/lists/* && ⟦apt-get update⟧ && apt-get install -y --no-install-recommends curl=8.14.*\n',
  ],
  good: [
    'FROM debian:13\nRUN apt-get update && apt-get install -y --no-install-recommends curl=8.14.* && rm -rf /var/lib/apt/lists/*\n',
    'FROM debian:13\nRUN --mount=type=cache,target=/var/lib/apt --mount=type=cache,target=/var/cache/apt \\\n    apt-get update && apt-get install -y --no-install-recommends curl=8.14.*\n',
    'FROM debian:13 AS build\nRUN apt-get update && apt-get install -y --no-install-recommends gcc=4:14.*\nFROM debian:13\nCOPY --from=build /app /app\n',
  ],
  subject: { commands: anyApt.commands },
  fixable: true,
  check: (file, options) =>
    uncleaned(file, updates(file, options), {
      caches: anyApt.caches,
      cleans: isDistclean,
      command: 'rm -rf /var/lib/apt/lists/*',
      message: 'The package lists stay in the layer; remove them at the end of this RUN.',
      isNeededAfter: listsAreUsedAfter(file),
    }),
};

/** The updates of package lists, without those that AptGetUpdateAlone tells to move into another RUN. */
function* updates(file: Dockerfile, { ignored, severities }: LintOptions): Iterable<Call> {
  const { code } = aptGetUpdateAlone;
  const isTold = !ignored.includes(code) && severities[code] !== 'off';
  const told = new Set(isTold ? updatesAlone(file).map(({ update }) => update) : []);
  for (const call of callsOf(file, anyApt, anyApt.downloads)) if (!told.has(call.command)) yield call;
}

/** Verbs that look packages up in the lists. */
const readers = ['install', 'build-dep', 'satisfy', 'upgrade', 'dist-upgrade', 'full-upgrade', 'source', 'download'];

/** A test whether a later RUN of the stage, or of one built on it, installs without an update of its own. */
function listsAreUsedAfter(file: Dockerfile): (instruction: Instruction) => boolean {
  let lastUse: Map<Stage, number> | undefined;
  return (instruction) => {
    lastUse ??= lastUses(file);
    const stage = file.stageOf(instruction);
    return stage !== undefined && (lastUse.get(stage) ?? -1) > instruction.index;
  };
}

/** For each stage the index of the last instruction that uses lists from an earlier layer; a stage built on it counts. */
function lastUses(file: Dockerfile): Map<Stage, number> {
  const updated = new Set<Instruction>();
  const lastUse = new Map<Stage, number>();
  for (const { command, verb } of callsOf(file, anyApt, [...anyApt.downloads, ...readers])) {
    const stage = file.stageOf(command.instruction);
    if (verb.text === 'update') updated.add(command.instruction);
    else if (stage && !updated.has(command.instruction))
      for (const one of file.ancestry(stage))
        lastUse.set(one, Math.max(lastUse.get(one) ?? -1, command.instruction.index));
  }
  return lastUse;
}

/** `apt-get distclean` (apt 2.7.8) removes the lists, which `clean` does not. */
function isDistclean({ name, args }: ShellCommand): boolean {
  return name === 'apt-get' && args.some(({ text }) => text === 'distclean' || text === 'dist-clean');
}
