import { hadolintUrl } from './hadolint-url';
import { asksFor, invalidLabels } from './labels';
import type { Rule } from './rule';

export const dl3055: Rule = {
  code: 'DL3055',
  aliases: [],
  source: 'hadolint',
  severity: 'warning',
  summary: 'A label of type hash holds a git commit hash',
  why: 'Where `label-schema` in `.hadolint.yaml` gives a label this type, tools read its value as a git commit hash: 7 to 40 hexadecimal digits in lower case (64 for SHA-256 repositories).',
  url: hadolintUrl('DL3055'),
  bad: [{ dockerfile: 'FROM alpine:3.22\nLABEL value=⟦v1.0⟧\n', options: { labelSchema: { value: 'hash' } } }],
  good: [
    {
      dockerfile: 'FROM alpine:3.22\nLABEL value=43c572f1272b6b3171dd1db9e41b7027128ce080\n',
      options: { labelSchema: { value: 'hash' } },
    },
    'FROM alpine:3.22\nLABEL value=v1.0\n',
  ],
  subject: { keywords: ['LABEL'], needs: asksFor('hash') },
  fixable: false,
  check(file, options) {
    return invalidLabels(
      file,
      options,
      'hash',
      isHash,
      (name) => `The value of label '${name}' is not a git commit hash.`,
    );
  },
};

function isHash(value: string): boolean {
  return /^([0-9a-f]{7,40}|[0-9a-f]{64})$/.test(value);
}
