import { npm } from '../shell/package-managers';
import { hadolintUrl } from './hadolint-url';
import { callsOf, unpinned } from './installs';
import type { Rule } from './rule';

export const dl3016: Rule = {
  code: 'DL3016',
  aliases: [],
  source: 'hadolint',
  severity: 'warning',
  summary: 'Pin versions in npm install',
  why:
    'Without a version, `npm install <package>` takes the newest release on the day of the build, so the same Dockerfile makes different images. ' +
    'Write `npm install name@1.2.3`. For what the application needs, `npm ci` installs exactly what package-lock.json says.',
  url: hadolintUrl('DL3016'),
  bad: [
    'FROM node:22\nRUN npm install -g ⟦typescript⟧ @angular/cli@20.1.0\n',
    'FROM node:22\nRUN npm i ⟦@scope/tool⟧ --registry https://npm.example.com\n',
  ],
  good: [
    'FROM node:22\nRUN npm install -g typescript@5.9.2\n',
    'FROM node:22\nRUN npm ci\n',
    'FROM node:22\nRUN npm install ./local /srv/other package.tgz git+https://example.com/x.git#v1\n',
  ],
  subject: { commands: npm.commands },
  fixable: true,
  check: (file) => unpinned(file, npm, callsOf(file, npm, npm.install)),
};
