import { hadolintUrl } from './hadolint-url';
import { asksFor, invalidLabels } from './labels';
import type { Rule } from './rule';

export const dl3052: Rule = {
  code: 'DL3052',
  aliases: [],
  source: 'hadolint',
  severity: 'warning',
  summary: 'A label of type url holds an absolute URL',
  why: 'Where `label-schema` in `.hadolint.yaml` gives a label this type, tools read its value as an absolute URL, scheme included. Labels that may hold anything have the type `text`.',
  url: hadolintUrl('DL3052'),
  bad: [{ dockerfile: 'FROM alpine:3.22\nLABEL value=⟦example.com⟧\n', options: { labelSchema: { value: 'url' } } }],
  good: [
    { dockerfile: 'FROM alpine:3.22\nLABEL value=https://example.com/\n', options: { labelSchema: { value: 'url' } } },
    'FROM alpine:3.22\nLABEL value=example.com\n',
  ],
  subject: { keywords: ['LABEL'], needs: asksFor('url') },
  fixable: false,
  check(file, options) {
    return invalidLabels(file, options, 'url', isUrl, (name) => `The value of label '${name}' is not an absolute URL.`);
  },
};

function isUrl(value: string): boolean {
  return /^[A-Za-z][A-Za-z0-9+.-]*:/.test(value) && URL.canParse(value);
}
