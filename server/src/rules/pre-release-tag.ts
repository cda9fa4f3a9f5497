import type { Rule } from './rule';
import { tagPartSpan } from './tag-part';

/** A part of a tag that marks a version as not released yet: `rc`, `rc.1`, `3.14.0b2`, `nightly`. */
const unreleased =
  /(?<![a-z])(?:rc|alpha|beta|preview|nightly|canary|snapshot|milestone|pre)(?=$|[\d._-])[\d.]*|(?<=^\d+(?:\.\d+)*)[ab]\d+(?![\da-z])/i;

export const preReleaseTag: Rule = {
  code: 'PreReleaseTag',
  aliases: [],
  source: 'quayside',
  severity: 'warning',
  summary: 'Do not build on a release candidate, beta or nightly version',
  why:
    'Tags with `rc`, `beta`, `alpha`, `preview` or `nightly` are versions that their authors do not call finished: they change without notice, get ' +
    'no security updates, and disappear when the real release is out. Use a released version, unless testing the next one is the point.',
  bad: [
    'FROM python:3.15-⟦rc⟧-slim\n',
    'FROM postgres:18⟦beta1⟧\n',
    'FROM rust:⟦nightly⟧\n',
    'FROM node:25.0.0-⟦rc.1⟧\n',
  ],
  good: ['FROM node:24-alpine\nFROM debian:13-backports\nFROM golang:1.25rclone\nFROM ghcr.io/owner/alpha:1.0\n'],
  fixable: false,
  *check({ stages }) {
    for (const { base } of stages) {
      const tag = base.kind === 'image' ? base.image?.tag : undefined;
      const match = tag === undefined ? undefined : unreleased.exec(tag);
      if (!match) continue;
      yield {
        ...tagPartSpan(base, match.index, match[0].replace(/\.$/, '').length),
        message: `'${tag}' is a pre-release version; build on a released one.`,
      };
    }
  },
};
