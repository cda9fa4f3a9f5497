import { hadolintUrl } from './hadolint-url';
import type { Rule } from './rule';

export const dl3007: Rule = {
  code: 'DL3007',
  aliases: [],
  source: 'hadolint',
  severity: 'warning',
  summary: 'Do not build on the tag latest',
  why:
    '`latest` is no version: it moves with every release of the image, over major versions too. The same Dockerfile then builds another ' +
    'image tomorrow. Name the version that you want, such as `node:24`; a tool such as Renovate or Dependabot can keep it current.',
  url: hadolintUrl('DL3007'),
  bad: ['FROM debian:⟦latest⟧\n', 'FROM ghcr.io/owner/app:⟦latest⟧ AS base\n'],
  good: [
    'FROM debian:13\n',
    'FROM node:latest-bookworm\n',
    'FROM debian:latest@sha256:7959ed6f7e35f8b1aaa06d1d8259d4ee25aa85a086d5c125480c333183f9deeb\n',
  ],
  fixable: false,
  *check({ stages }) {
    for (const { base } of stages) {
      if (!/:latest["']?$/.test(base.raw) || base.kind === 'stage') continue;
      const end = base.span.end - (/["']$/.test(base.raw) ? 1 : 0);
      yield {
        start: end - 'latest'.length,
        end,
        message: "'latest' moves with every release; name a version.",
      };
    }
  },
};
