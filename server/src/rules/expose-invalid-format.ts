import { buildkitUrl } from './buildkit-url';
import { exposedPorts } from './expose-words';
import type { Rule } from './rule';
import { placeOf } from './steps';

export const exposeInvalidFormat: Rule = {
  code: 'ExposeInvalidFormat',
  aliases: [],
  source: 'buildkit',
  severity: 'warning',
  summary: 'Name only container ports in EXPOSE',
  why:
    'EXPOSE says on which ports the container listens. Where they are published on the host is decided when a container starts (`docker run -p 8080:80`), ' +
    'so an address or a host port here has no effect. A future version of BuildKit will refuse it.',
  url: buildkitUrl('expose-invalid-format'),
  bad: ['FROM alpine:3.22\nEXPOSE ⟦8080:80⟧ 443\n', 'FROM alpine:3.22\nEXPOSE ⟦127.0.0.1:8080:80/tcp⟧\n'],
  good: ['FROM alpine:3.22\nEXPOSE 80 443/tcp 8000-8010\n'],
  subject: { keywords: ['EXPOSE'] },
  fixable: true,
  *check(file) {
    for (const { step, word, spec } of exposedPorts(file)) {
      const colon = spec.lastIndexOf(':');
      if (colon <= 0) continue;
      const port = spec.slice(colon + 1);
      yield {
        ...placeOf(step, word),
        message: `EXPOSE takes container ports only; '${spec}' also names an address or a host port.`,
        fixes:
          word.raw === spec && !step.trigger
            ? [
                {
                  title: `Change to ${port}`,
                  changes: [{ ...word.spanOf(0, word.raw.length), text: port }],
                  safe: true,
                },
              ]
            : [],
      };
    }
  },
};
