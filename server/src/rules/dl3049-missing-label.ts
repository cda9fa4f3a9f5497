import type { Stage } from '../model/dockerfile';
import { hadolintUrl } from './hadolint-url';
import { hasLabelSchema, labelsOf } from './labels';
import { resultStages } from './result-stages';
import type { Rule } from './rule';

export const dl3049: Rule = {
  code: 'DL3049',
  aliases: [],
  source: 'hadolint',
  severity: 'info',
  summary: 'Set every label that the label schema asks for',
  why:
    'Where `label-schema` is set in `.hadolint.yaml`, every image must carry its labels, so that whoever runs it knows where it comes from. ' +
    'A label set in a stage that this one builds on counts. Build stages whose files are only copied from are not looked at.',
  url: hadolintUrl('DL3049'),
  bad: [{ dockerfile: '⟦FROM⟧ alpine:3.22\n', options: { labelSchema: { owner: 'text' } } }],
  good: [
    { dockerfile: 'FROM alpine:3.22\nLABEL owner=me\n', options: { labelSchema: { owner: 'text' } } },
    {
      dockerfile: 'FROM alpine:3.22 AS base\nLABEL owner=me\nFROM base\n',
      options: { labelSchema: { owner: 'text' } },
    },
    'FROM alpine:3.22\n',
  ],
  subject: { needs: hasLabelSchema },
  fixable: false,
  *check(file, { labelSchema }) {
    const wanted = Object.keys(labelSchema);
    const byStage = new Map<Stage | undefined, Set<string | undefined>>();
    for (const { name, instruction } of labelsOf(file)) {
      const stage = file.stageOf(instruction);
      byStage.set(stage, (byStage.get(stage) ?? new Set()).add(name));
    }
    for (const stage of resultStages(file)) {
      const chain = file.ancestry(stage);
      for (const label of wanted) {
        if (chain.some((ancestor) => byStage.get(ancestor)?.has(label))) continue;
        const { start, end } = stage.from.keyword;
        yield { start, end, message: `The label '${label}' is missing.` };
      }
    }
  },
};
