import { yarn } from '../shell/package-managers';
import type { ShellCommand } from '../shell/script';
import { hadolintUrl } from './hadolint-url';
import { callsOf, uncleaned } from './installs';
import type { Rule } from './rule';

export const dl3060: Rule = {
  code: 'DL3060',
  aliases: [],
  source: 'hadolint',
  severity: 'info',
  summary: 'Run yarn cache clean after yarn install',
  why:
    'yarn keeps each package that it downloads in its cache as well, so the layer holds it twice. End the RUN with `yarn cache clean`, or keep the ' +
    'cache out of the image with `RUN --mount=type=cache,target=/root/.cache/yarn`, which also speeds up the next build. Build stages that are ' +
    'only copied from are not looked at.',
  url: hadolintUrl('DL3060'),
  bad: [
    'FROM node:22\nRUN ⟦yarn install⟧ --frozen-lockfile\n',
    'FROM node:22\nRUN yarn cache clean && ⟦yarn install⟧\nCMD ["node", "."]\n',
  ],
  good: [
    'FROM node:22\nRUN yarn install --frozen-lockfile && yarn cache clean\n',
    'FROM node:22\nRUN --mount=type=cache,target=/root/.cache/yarn yarn install\n',
    'FROM node:22 AS build\nRUN yarn install\nFROM node:22\nCOPY --from=build /app /app\n',
  ],
  subject: { commands: yarn.commands },
  fixable: true,
  check: (file) =>
    uncleaned(file, callsOf(file, yarn, yarn.downloads), {
      caches: yarn.caches,
      cleans: isClean,
      command: 'yarn cache clean',
      message: 'yarn\'s cache stays in the layer; end this RUN with "yarn cache clean".',
    }),
};

function isClean({ name, args }: ShellCommand): boolean {
  return name === 'yarn' && args.some(({ text }, i) => text === 'clean' && args[i - 1]?.text === 'cache');
}
