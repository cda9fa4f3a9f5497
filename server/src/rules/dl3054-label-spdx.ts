import parseExpression from 'spdx-expression-parse';
import { hadolintUrl } from './hadolint-url';
import { asksFor, invalidLabels } from './labels';
import type { Rule } from './rule';

export const dl3054: Rule = {
  code: 'DL3054',
  aliases: [],
  source: 'hadolint',
  severity: 'warning',
  summary: 'A label of type spdx holds a license of the SPDX list',
  why: 'Where `label-schema` in `.hadolint.yaml` gives a label this type, tools read its value as an SPDX license expression, such as `MIT` or `MIT OR Apache-2.0`. Identifiers stand in the SPDX license list.',
  url: hadolintUrl('DL3054'),
  bad: [{ dockerfile: 'FROM alpine:3.22\nLABEL value=⟦not-a-license⟧\n', options: { labelSchema: { value: 'spdx' } } }],
  good: [
    { dockerfile: 'FROM alpine:3.22\nLABEL value=BSD-3-Clause\n', options: { labelSchema: { value: 'spdx' } } },
    'FROM alpine:3.22\nLABEL value=not-a-license\n',
  ],
  subject: { keywords: ['LABEL'], needs: asksFor('spdx') },
  fixable: false,
  check(file, options) {
    return invalidLabels(
      file,
      options,
      'spdx',
      isLicense,
      (name) => `The value of label '${name}' is not an SPDX license expression.`,
    );
  },
};

function isLicense(value: string): boolean {
  try {
    parseExpression(value);
    return true;
  } catch {
    return false;
  }
}
