import { hadolintUrl } from './hadolint-url';
import type { Rule } from './rule';

export const dl3006: Rule = {
  code: 'DL3006',
  aliases: [],
  source: 'hadolint',
  severity: 'warning',
  summary: 'Name the version of a base image',
  why:
    'An image reference without a tag means `:latest`, which is whatever was published last. The same Dockerfile then builds another ' +
    'image tomorrow, and a build that worked may fail without any change of yours. Name a tag, such as `debian:13-slim`, or a digest.',
  url: hadolintUrl('DL3006'),
  bad: [
    'FROM ⟦debian⟧\n',
    'FROM --platform=linux/amd64 ⟦ghcr.io/owner/app⟧ AS base\n',
    'ARG REGISTRY\nFROM ⟦$REGISTRY/debian⟧\n',
  ],
  good: [
    'FROM debian:13-slim\n',
    'FROM scratch\n',
    'FROM {{template}}\n',
    'FROM debian:13 AS base\nFROM base\n',
    'ARG BASE=debian\nFROM $BASE\n',
    'FROM localhost:5000/app:1.0\n',
    'FROM debian@sha256:7959ed6f7e35f8b1aaa06d1d8259d4ee25aa85a086d5c125480c333183f9deeb\n',
  ],
  fixable: false,
  *check({ stages }) {
    for (const { base } of stages) {
      if (base.kind === 'scratch' || base.kind === 'stage') continue;
      if (/[:@$][^/]*$/.test(base.raw)) continue;
      const raw = base.raw.replaceAll(/["']/g, '');
      if (raw === '' || raw.endsWith('/') || (base.kind === 'unknown' && !raw.includes('$'))) continue;
      const { start, end } = base.span;
      yield {
        start,
        end,
        message: `'${raw}' has no tag, so each build takes whatever was published last; name a version.`,
      };
    }
  },
};
