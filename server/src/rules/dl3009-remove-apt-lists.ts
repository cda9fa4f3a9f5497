import { apt } from '../shell/package-managers';
import type { ShellCommand } from '../shell/script';
import { hadolintUrl } from './hadolint-url';
import { callsOf, uncleaned } from './installs';
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
  fixable: true,
  check: (file) =>
    uncleaned(file, callsOf(file, anyApt, anyApt.downloads), {
      caches: anyApt.caches,
      cleans: isDistclean,
      command: 'rm -rf /var/lib/apt/lists/*',
      message: 'The package lists stay in the layer; remove them at the end of this RUN.',
    }),
};

/** `apt-get distclean` (apt 2.7.8) removes the lists, which `clean` does not. */
function isDistclean({ name, args }: ShellCommand): boolean {
  return name === 'apt-get' && args.some(({ text }) => text === 'distclean' || text === 'dist-clean');
}
