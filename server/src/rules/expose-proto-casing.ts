import { buildkitUrl } from './buildkit-url';
import { exposedPorts } from './expose-words';
import type { Rule } from './rule';
import { placeOf } from './steps';

export const exposeProtoCasing: Rule = {
  code: 'ExposeProtoCasing',
  aliases: [],
  source: 'buildkit',
  severity: 'warning',
  summary: 'Write the protocol of EXPOSE in lower case',
  why: 'Image metadata holds protocols in lower case. BuildKit accepts other spellings, but other tools that read the file may not.',
  url: buildkitUrl('expose-proto-casing'),
  bad: ['FROM alpine:3.22\nEXPOSE 80 ⟦53/UDP⟧ ⟦81/Tcp⟧\n'],
  good: ['FROM alpine:3.22\nEXPOSE 80 53/udp\n'],
  subject: { keywords: ['EXPOSE'] },
  fixable: true,
  *check(file) {
    for (const { step, word, spec } of exposedPorts(file)) {
      const protocol = spec.slice(spec.lastIndexOf('/') + 1);
      const lower = protocol.toLowerCase();
      if (!spec.includes('/') || protocol === lower || !/^(?:tcp|udp|sctp)$/.test(lower)) continue;
      const change = { ...word.spanOf(word.raw.length - protocol.length, word.raw.length), text: lower };
      yield {
        ...placeOf(step, word),
        message: `The protocol of '${spec}' should be lower case.`,
        fixes:
          word.raw === spec && !step.trigger ? [{ title: `Change to ${lower}`, changes: [change], safe: true }] : [],
      };
    }
  },
};
