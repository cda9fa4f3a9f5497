import { hadolintUrl } from './hadolint-url';
import { hasLabelSchema, labelsOf } from './labels';
import type { Rule } from './rule';

export const dl3051: Rule = {
  code: 'DL3051',
  aliases: [],
  source: 'hadolint',
  severity: 'warning',
  summary: 'Give each label of the label schema a value',
  why: 'A label that `label-schema` asks for and that is empty tells nobody anything. Set its value, or take it out of the schema.',
  url: hadolintUrl('DL3051'),
  bad: [{ dockerfile: 'FROM alpine:3.22\nLABEL owner=⟦""⟧\n', options: { labelSchema: { owner: 'text' } } }],
  good: [
    { dockerfile: 'FROM alpine:3.22\nLABEL owner=me\n', options: { labelSchema: { owner: 'text' } } },
    'FROM alpine:3.22\nLABEL other=""\n',
  ],
  subject: { keywords: ['LABEL'], needs: hasLabelSchema },
  fixable: false,
  *check(file, { labelSchema }) {
    for (const { name, nameSpan, value, valueSpan } of labelsOf(file)) {
      if (name === undefined || value !== '' || !Object.hasOwn(labelSchema, name)) continue;
      const span = valueSpan.end > valueSpan.start ? valueSpan : nameSpan;
      yield { ...span, message: `The label '${name}' is empty.` };
    }
  },
};
