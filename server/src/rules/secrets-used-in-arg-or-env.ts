import type { Dockerfile } from '../model/dockerfile';
import { isPlain } from '../model/expand';
import { inWord } from '../model/positions';
import { pairsOf, type Step } from '../model/scope';
import { buildkitUrl } from './buildkit-url';
import type { Finding, Rule } from './rule';
import { placeOf } from './steps';

/** BuildKit's list (dockerfile2llb/convert.go, secretsRegexp and secretsAllowRegexp). */
const secret = /(?:_|^)(?:apikey|auth|credentials?|key|password|pword|passwd|secret|token)(?:_|$)/i;
const harmless = /(?:_|^)(?:public|file|version)(?:_|$)/i;

export const secretsUsedInArgOrEnv: Rule = {
  code: 'SecretsUsedInArgOrEnv',
  aliases: ['DL3064'],
  source: 'buildkit',
  severity: 'warning',
  summary: 'Keep secrets out of ARG and ENV',
  why:
    'The values of ENV are stored in the image and those of ARG in its history: everybody who has the image can read them. The name looks like that ' +
    'of a secret. Pass secrets to a build with `RUN --mount=type=secret`, and to a container when it starts.',
  url: buildkitUrl('secrets-used-in-arg-or-env'),
  bad: [
    'FROM alpine:3.22\nARG ⟦API_TOKEN⟧\n',
    'FROM alpine:3.22\nENV ⟦aws_secret_access_key⟧=x USER=me\n',
    'FROM alpine:3.22\nENV ⟦PASSWORD⟧ hunter2\n',
  ],
  good: [
    'FROM alpine:3.22\nENV PUBLIC_KEY=x TOKEN_FILE=/run/secrets/token KEY_VERSION=1\n',
    'ARG TOKEN\nFROM alpine:3.22\n',
    'FROM alpine:3.22\nENV MONKEY=1\n',
  ],
  subject: { keywords: ['ARG', 'ENV'] },
  fixable: false,
  *check(file) {
    if (!/auth|credential|key|pass|pword|secret|token/i.test(file.text)) return;
    for (const stage of file.stages) {
      for (const step of file.steps(stage)) {
        if (step.instruction.name === 'ARG' || step.instruction.name === 'ENV') yield* secretsIn(step, file);
      }
    }
  },
};

function* secretsIn(step: Step, file: Dockerfile): Generator<Finding> {
  const { instruction } = step;
  const pairs = pairsOf(instruction);
  for (let i = 0; i < pairs.length; i++) {
    const pair = pairs[i];
    if (!pair) break;
    const name = isPlain(pair.name.text) ? pair.name.text : expandedName(i, step, file);
    if (!secret.test(name) || harmless.test(name)) continue;
    yield {
      ...placeOf(step, inWord(instruction.line, pair.name)(0, pair.name.text.length)),
      message: `Do not use ${instruction.name} for secrets: the value of "${name}" can be read from the image.`,
    };
  }
}

/** The name of a pair; BuildKit expands those of ENV. */
function expandedName(index: number, step: Step, file: Dockerfile): string {
  const raw = pairsOf(step.instruction)[index]?.name.text ?? '';
  if (step.instruction.name !== 'ENV') return raw;
  let name = raw;
  file.eachExpansion(step, ({ word, expansion }) => {
    if (word.role === 'name' && word.pair === index) name = expansion.text;
  });
  return name;
}
