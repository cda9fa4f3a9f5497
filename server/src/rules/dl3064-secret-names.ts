import type { Instruction, Word } from '../parser/nodes';
import { hadolintUrl } from './hadolint-url';
import type { Rule } from './rule';

/** Words that hadolint looks for anywhere in a name. */
const telling = /api_key|client_key|password|private|secret|token|username/i;
/** Names of well-known tools that hold a secret or lead to one, beyond those words. */
const known = new Set([
  'AWS_ACCESS_KEY_ID',
  'AZURE_CLIENT_ID',
  'AZURE_TENANT_ID',
  'AZURE_STORAGE_KEY',
  'CODECOV_KEY',
  'DOCKER_AUTH_CONFIG',
  'ENCRYPTION_KEY',
  'GCP_SERVICE_ACCOUNT_KEY',
  'GOOGLE_APPLICATION_CREDENTIALS',
  'GPG_PASSPHRASE',
  'MYSQL_PWD',
  'NPM_AUTH',
  'PASSPHRASE',
  'PGPASSFILE',
  'SIGNING_KEY',
  'SSH_KEY',
  'SSH_PASSPHRASE',
]);
/** What BuildKit's check tells already: one of these among the parts of a name that `_` separates, and none of the others. */
const buildkitParts = new Set([
  'apikey',
  'auth',
  'credential',
  'credentials',
  'key',
  'password',
  'pword',
  'passwd',
  'secret',
  'token',
]);
const buildkitExceptions = new Set(['public', 'file', 'version']);

export const dl3064: Rule = {
  code: 'DL3064',
  aliases: [],
  source: 'hadolint',
  severity: 'info',
  enabledByDefault: false,
  summary: 'Names of ARG and ENV that look like secrets, beyond what BuildKit looks for',
  why:
    'Values of ARG and ENV can be read from the image or its history. SecretsUsedInArgOrEnv tells the clear cases; this rule adds those that ' +
    'only hadolint tells: arguments before the first FROM, user names, and words such as `private` anywhere in a name. Many of these are no ' +
    'secrets, so the rule is off by default. Pass secrets with `RUN --mount=type=secret` instead.',
  url: hadolintUrl('DL3064'),
  bad: ['ARG ⟦npm_token⟧\nFROM alpine:3.22\n', 'FROM alpine:3.22\nENV ⟦DB_USERNAME⟧=app\n'],
  good: [
    'FROM alpine:3.22\nENV LANG=C.UTF-8\n',
    'FROM alpine:3.22\nRUN --mount=type=secret,id=token,env=TOKEN ./login\n',
  ],
  subject: { keywords: ['ARG', 'ENV'] },
  fixable: false,
  *check(file) {
    for (const instruction of [...file.byKeyword('ARG'), ...file.byKeyword('ENV')]) {
      const inStage = file.stageOf(instruction) !== undefined;
      for (const { start, end, text } of namesIn(instruction)) {
        if (!telling.test(text) && !known.has(text.toUpperCase())) continue;
        if (inStage && !instruction.parent && toldByBuildKit(text)) continue;
        yield {
          start,
          end,
          message: `'${text}' looks like a secret, which an image would keep for everybody to read.`,
        };
      }
    }
  },
};

function namesIn({ args }: Instruction): Word[] {
  return args.kind === 'pairs' ? args.pairs.map(({ name }) => name) : [];
}

function toldByBuildKit(name: string): boolean {
  const parts = name.toLowerCase().split('_');
  return parts.some((part) => buildkitParts.has(part)) && !parts.some((part) => buildkitExceptions.has(part));
}
