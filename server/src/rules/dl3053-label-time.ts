import { hadolintUrl } from './hadolint-url';
import { asksFor, invalidLabels } from './labels';
import type { Rule } from './rule';

const pattern =
  /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])[Tt ]([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?([Zz]|[+-]([01]\d|2[0-3]):[0-5]\d)$/;

export const dl3053: Rule = {
  code: 'DL3053',
  aliases: [],
  source: 'hadolint',
  severity: 'warning',
  summary: 'A label of type rfc3339 holds a date and time',
  why: 'Where `label-schema` in `.hadolint.yaml` gives a label this type, tools read its value as a point in time in the form of RFC 3339, such as `2026-01-31T12:00:00Z`.',
  url: hadolintUrl('DL3053'),
  bad: [{ dockerfile: 'FROM alpine:3.22\nLABEL value=⟦2026-01-31⟧\n', options: { labelSchema: { value: 'rfc3339' } } }],
  good: [
    {
      dockerfile: 'FROM alpine:3.22\nLABEL value=2026-01-31T12:00:00Z\n',
      options: { labelSchema: { value: 'rfc3339' } },
    },
    'FROM alpine:3.22\nLABEL value=2026-01-31\n',
  ],
  subject: { keywords: ['LABEL'], needs: asksFor('rfc3339') },
  fixable: false,
  check(file, options) {
    return invalidLabels(
      file,
      options,
      'rfc3339',
      isTime,
      (name) => `The value of label '${name}' is not a time such as 2026-01-31T12:00:00Z.`,
    );
  },
};

function isTime(value: string): boolean {
  return pattern.test(value);
}
