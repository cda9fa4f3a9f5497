import { isWindowsImage } from '../model/base-images';
import type { Dockerfile, Stage } from '../model/dockerfile';
import type { Instruction } from '../parser/nodes';
import { rootImages } from './data/root-images';
import { insertBefore } from './instruction-edits';
import { resultStages } from './result-stages';
import type { Finding, Fix, Rule } from './rule';
import { startCommand } from './start-command';

/** Starting one of these is using the image as a tool or a base, not running a service. */
const interactive =
  /^(?:(?:ba|z|da|a|fi)?sh|pwsh|powershell|python[\d.]*|node|irb|jshell|php|julia|R|ghci|iex|erl|psql|true|sleep|tail)$/;
/** Programs that start another one as another user. */
const droppers = /(?<![\w-])(?:gosu|su-exec|setpriv|runuser|chpst|setuser|s6-\w+|runit|supervisord?)(?![\w-])/;
/** Start commands that give up root by themselves, that need it, or that lead to a script which may do so. */
const handlesRoot =
  /entrypoint|\.wasm\b|\.sh\b|"-u"|--user\b|privileged|\/s?bin\/init\b|(?<![\w-])(?:su|systemd|sshd|crond?|x?inetd|rsyslogd|dockerd|dind|containerd|buildkitd|kaniko|libvirtd|openvpn|wg|dnsmasq|nginx|apache2(?:ctl|-foreground)?|httpd(?:-foreground)?|postgres|mysqld(?:_safe)?|php-fpm|haproxy|named|squid|smbd|cupsd|chronyd)(?![\w-])/;

export const runAsRoot: Rule = {
  code: 'RunAsRoot',
  aliases: [],
  source: 'quayside',
  severity: 'info',
  summary: 'Run the program as an unprivileged user',
  why:
    'Without USER the program runs as root, for the kernel the same root as on the host: whoever breaks into it can change every file of the ' +
    'container, and needs one more hole only to own the machine. Create a user and name it in USER before the program is started. ' +
    'The rule looks at images that bring files of their own or expose a port, on bases that are known to start as root, and leaves out ' +
    'programs that give up their rights by themselves.',
  bad: [
    'FROM node:24-slim\nCOPY . /app\n⟦CMD⟧ ["node", "/app/server.js"]\n',
    'FROM debian:13-slim\nCOPY app /\n⟦ENTRYPOINT⟧ ["/app"]\n',
    'FROM python:3.13 AS base\nEXPOSE 80\nFROM base\n⟦CMD⟧ ["python", "-m", "app"]\n',
  ],
  good: [
    'FROM node:24-slim\nUSER node\nCMD ["node", "/app/server.js"]\n',
    'FROM debian:13-slim\nUSER 1000\nFROM debian:13-slim\nUSER app\nENTRYPOINT ["/app"]\n',
    'FROM debian:13\nCOPY . /src\nCMD ["bash"]\n',
    'FROM debian:13\nRUN apt-get update && apt-get install -y gosu\nENTRYPOINT ["/start"]\n',
    'FROM registry.example.com/base:1\nCMD ["app"]\n',
    'FROM nginx:1.29\nCOPY site /usr/share/nginx/html\n',
  ],
  subject: { keywords: ['CMD', 'ENTRYPOINT'] },
  fixable: true,
  *check(file) {
    if (file.byKeyword('CMD').length + file.byKeyword('ENTRYPOINT').length === 0) return;
    const users = file.byKeyword('USER');
    for (const stage of resultStages(file)) {
      const start = rootStart(file, stage, users);
      if (start) yield rootFinding(file, stage, start);
    }
  },
};

/** The instruction that starts a program as root in an image of this stage; undefined when none certainly does. */
function rootStart(file: Dockerfile, stage: Stage, users: readonly Instruction[]): Instruction | undefined {
  const ancestry = file.ancestry(stage);
  const base = ancestry.at(-1)?.base;
  if (!base || (base.kind !== 'scratch' && !rootImages.has(base.image?.familiarName ?? ''))) return undefined;
  if (base.image && isWindowsImage(base.image)) return undefined;
  if (!ancestry.some(({ instructions }) => instructions.some(({ name }) => /^(?:COPY|ADD|EXPOSE)$/.test(name))))
    return undefined;
  if (users.some((user) => ancestry.some((one) => one === file.stageOf(user)))) return undefined;
  const { entrypoint, cmd } = startCommand(file, stage);
  const starter = entrypoint ?? cmd;
  if (!starter || file.stageOf(starter) !== stage) return undefined;
  const program = file.scriptOf(starter)?.commands[0]?.name;
  if (!program || (interactive.test(program) && starter.args.kind === 'exec' && starter.args.items.length === 1))
    return undefined;
  return ancestry.some(({ instructions }) => instructions.some(mayHandleRoot)) ? undefined : starter;
}

function mayHandleRoot({ name, rest }: Instruction): boolean {
  if (name === 'RUN') return droppers.test(rest.text);
  return /^(?:CMD|ENTRYPOINT|LABEL)$/.test(name) && (droppers.test(rest.text) || handlesRoot.test(rest.text));
}

function rootFinding(file: Dockerfile, stage: Stage, starter: Instruction): Finding {
  const { start, end } = starter.keyword;
  const message = 'The program runs as root; name an unprivileged user with USER first.';
  const image = file.ancestry(stage).at(-1)?.base.image?.familiarName;
  const fix: Fix =
    image === 'node'
      ? {
          title: 'Run as the user node of the image',
          changes: [insertBefore(file, starter, ['USER node'])],
          safe: false,
        }
      : {
          title: 'Run as user 10001',
          changes: [insertBefore(file, starter, ['USER 10001:10001'])],
          safe: false,
          needsInput: true,
        };
  return { start, end, message, fixes: [fix] };
}
