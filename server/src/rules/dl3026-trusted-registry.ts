import type { Dockerfile } from '../model/dockerfile';
import { type ImageReference, imageReference } from '../model/image-reference';
import type { Span } from '../parser/nodes';
import { hadolintUrl } from './hadolint-url';
import type { Finding, Rule } from './rule';

export const dl3026: Rule = {
  code: 'DL3026',
  aliases: [],
  source: 'hadolint',
  severity: 'error',
  summary: 'Take images only from trusted registries',
  why:
    'A base image runs whatever its publisher put into it. Where `trustedRegistries` is set in `.hadolint.yaml`, images in FROM, ' +
    '`COPY --from` and `RUN --mount=from` must come from one of these registries. `*` stands for any, `*.example.com` for every host below ' +
    'example.com; images without a registry come from docker.io. Without the setting the rule is silent.',
  url: hadolintUrl('DL3026'),
  bad: [
    { dockerfile: 'FROM ⟦debian:13⟧\n', options: { trustedRegistries: ['registry.example.com'] } },
    {
      dockerfile: 'FROM registry.example.com/debian:13\nCOPY --from=⟦ghcr.io/owner/app:1⟧ /app /app\n',
      options: { trustedRegistries: ['*.example.com'] },
    },
  ],
  good: [
    { dockerfile: 'FROM registry.example.com/debian:13\n', options: { trustedRegistries: ['*.example.com'] } },
    { dockerfile: 'FROM debian:13 AS base\nFROM base\n', options: { trustedRegistries: ['docker.io'] } },
    'FROM ghcr.io/owner/app:1\n',
  ],
  subject: { needs: ({ trustedRegistries }) => trustedRegistries.length > 0 },
  fixable: true,
  fixChangesImage: true,
  *check(file, { trustedRegistries }) {
    for (const { image, span } of imagesOf(file)) {
      if (trustedRegistries.some((pattern) => trusts(pattern, image.registry))) continue;
      yield finding(image, span, trustedRegistries);
    }
  },
};

function* imagesOf(file: Dockerfile): Iterable<{ image: ImageReference; span: Span }> {
  for (const { base } of file.stages) {
    if (base.kind === 'image' && base.image) yield { image: base.image, span: base.span };
  }
  for (const { kind, stage, text, start, end } of file.stageUses) {
    if (kind === 'from' || stage || text === 'scratch' || text === '' || text.includes('$')) continue;
    const image = imageReference(text);
    if (image) yield { image, span: { start, end } };
  }
}

/** hadolint's patterns: `*`, `*suffix`, `prefix*` or the very name; Docker Hub goes by two. */
function trusts(pattern: string, registry: string): boolean {
  if (registry === 'docker.io' && pattern === 'hub.docker.com') return true;
  if (pattern.startsWith('*')) return registry.endsWith(pattern.slice(1));
  if (pattern.endsWith('*')) return registry.startsWith(pattern.slice(0, -1));
  return registry === pattern;
}

function finding(image: ImageReference, span: Span, trusted: readonly string[]): Finding {
  const exact = trusted.filter((pattern) => !pattern.includes('*'));
  const at = { start: span.start, end: span.start };
  const fixes = image.explicitRegistry
    ? []
    : exact.map((registry) => ({
        title: `Take the image from ${registry}`,
        changes: [{ ...at, text: `${registry}/` }],
        safe: false,
        needsInput: true,
      }));
  const message = `'${image.registry}' is not among the trusted registries (${trusted.join(', ')}).`;
  return { start: span.start, end: span.end, message, fixes };
}
