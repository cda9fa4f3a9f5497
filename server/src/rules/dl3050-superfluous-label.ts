import { hadolintUrl } from './hadolint-url';
import { labelsOf } from './labels';
import type { Rule } from './rule';

export const dl3050: Rule = {
  code: 'DL3050',
  aliases: [],
  source: 'hadolint',
  severity: 'info',
  summary: 'Set no label that the label schema does not know',
  why:
    'Where `strict-labels: true` is set in `.hadolint.yaml`, only labels of `label-schema` may be set, so that a mistyped name is noticed. ' +
    'Without the setting the rule is silent.',
  url: hadolintUrl('DL3050'),
  bad: [
    {
      dockerfile: 'FROM alpine:3.22\nLABEL owner=me ⟦ownr⟧=me\n',
      options: { labelSchema: { owner: 'text' }, strictLabels: true },
    },
  ],
  good: [
    {
      dockerfile: 'FROM alpine:3.22\nLABEL owner=me\n',
      options: { labelSchema: { owner: 'text' }, strictLabels: true },
    },
    { dockerfile: 'FROM alpine:3.22\nLABEL other=me\n', options: { labelSchema: { owner: 'text' } } },
  ],
  subject: { keywords: ['LABEL'], needs: ({ strictLabels }) => strictLabels },
  fixable: false,
  *check(file, { labelSchema }) {
    for (const { name, nameSpan } of labelsOf(file)) {
      if (!name || Object.hasOwn(labelSchema, name)) continue;
      yield { ...nameSpan, message: `The label schema has no label '${name}'.` };
    }
  },
};
