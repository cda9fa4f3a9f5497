import { hadolintUrl } from './hadolint-url';
import { asksFor, invalidLabels } from './labels';
import type { Rule } from './rule';

export const dl3058: Rule = {
  code: 'DL3058',
  aliases: [],
  source: 'hadolint',
  severity: 'warning',
  summary: 'A label of type email holds an e-mail address',
  why: 'Where `label-schema` in `.hadolint.yaml` gives a label this type, tools read its value as an e-mail address, such as `team@example.com`.',
  url: hadolintUrl('DL3058'),
  bad: [{ dockerfile: 'FROM alpine:3.22\nLABEL value=⟦nobody⟧\n', options: { labelSchema: { value: 'email' } } }],
  good: [
    { dockerfile: 'FROM alpine:3.22\nLABEL value=team@example.com\n', options: { labelSchema: { value: 'email' } } },
    'FROM alpine:3.22\nLABEL value=nobody\n',
  ],
  subject: { keywords: ['LABEL'], needs: asksFor('email') },
  fixable: false,
  check(file, options) {
    return invalidLabels(
      file,
      options,
      'email',
      isEmail,
      (name) => `The value of label '${name}' is not an e-mail address.`,
    );
  },
};

function isEmail(value: string): boolean {
  return /^[^\s@<>"(),:;]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*$/.test(value);
}
