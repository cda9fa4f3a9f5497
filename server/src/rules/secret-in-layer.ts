import type { Dockerfile } from '../model/dockerfile';
import type { ShellCommand } from '../shell/script';
import { isLoginFile, isSecretFile, mayNameSecret } from './data/secret-files';
import { reachesImage } from './layers';
import { pathArguments } from './path-arguments';
import type { Finding, Rule } from './rule';

/** What a value looks like that stands for a secret. */
const secretVariable = /\$\{?[A-Za-z_]*(?:TOKEN|SECRET|PASSW|KEY|AUTH|CREDENTIAL)[A-Za-z_]*/i;

export const secretInLayer: Rule = {
  code: 'SecretInLayer',
  aliases: [],
  source: 'quayside',
  severity: 'warning',
  summary: 'Keep files with secrets out of the image',
  why:
    'Whoever gets the image gets every file of every layer, also those that a later RUN deletes. Give what only the build needs with ' +
    '`RUN --mount=type=secret,id=…` or `--mount=type=ssh`, and what the program needs when the container starts (`--env-file`, secrets of the ' +
    'orchestrator). List the files in `.dockerignore`, so that `COPY .` does not take them either. Build stages that do not become part ' +
    'of the image are not looked at.',
  bad: [
    'FROM alpine:3.22\nCOPY ⟦.env⟧ /app/\n',
    'FROM alpine:3.22\nCOPY --chmod=600 [⟦"keys/id_rsa"⟧, "/root/.ssh/"]\n',
    'FROM node:24\nARG NPM_TOKEN\nRUN ⟦echo "//registry.npmjs.org/:_authToken=${NPM_TOKEN}" > .npmrc⟧\nRUN npm ci\n',
  ],
  good: [
    'FROM alpine:3.22\nCOPY .env.example .env.template /app/\n',
    'FROM alpine:3.22 AS build\nCOPY .env /src/\nFROM alpine:3.22\nCOPY --from=build /app /app\n',
    'FROM node:24\nRUN --mount=type=secret,id=npmrc,target=/root/.npmrc npm ci\n',
    'FROM node:24\nARG NPM_TOKEN\nRUN echo "//registry.npmjs.org/:_authToken=${NPM_TOKEN}" > .npmrc && npm ci && rm .npmrc\n',
    'FROM node:24\nRUN echo "registry=https://registry.example.com" > .npmrc\n',
  ],
  subject: { keywords: ['COPY', 'ADD', 'RUN'] },
  fixable: false,
  *check(file) {
    yield* copiedSecrets(file, 'COPY');
    yield* copiedSecrets(file, 'ADD');
    for (const command of file.commands('echo', 'printf')) {
      const target = command.redirects.find(({ operator }) => operator.includes('>'))?.target;
      if (!target || !isLoginFile(target.text) || !command.args.some(({ text }) => secretVariable.test(text))) continue;
      if (!reachesImage(file, command.instruction) || isRemoved(file, command, target.text)) continue;
      const end = Math.max(command.end, target.end);
      yield {
        start: command.start,
        end,
        message: `The secret stays in this layer, in '${target.text}'; mount it with RUN --mount=type=secret instead.`,
      };
    }
  },
};

function* copiedSecrets(file: Dockerfile, keyword: string): Iterable<Finding> {
  for (const instruction of file.byKeyword(keyword)) {
    if (!mayNameSecret(instruction.rest.text) || instruction.flags.some(({ name }) => name === 'from')) continue;
    for (const { start, end, raw, value } of pathArguments(file, instruction)?.sources ?? []) {
      const path = value ?? raw;
      if (!isSecretFile(path) || !reachesImage(file, instruction)) continue;
      yield { start, end, message: `'${path}' usually holds secrets, which everybody who has the image can read.` };
    }
  }
}

function isRemoved(file: Dockerfile, { instruction, index }: ShellCommand, path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const later = file.scriptOf(instruction)?.commands.slice(index + 1) ?? [];
  return later.some(
    (command) => /^(?:rm|shred|unlink)$/.test(command.name) && command.args.some(({ text }) => text.endsWith(name)),
  );
}
