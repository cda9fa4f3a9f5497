import { expect, test } from 'vitest';
import { unknownConfig } from '../../../server/src/model/base-images';
import type { ModelOptions } from '../../../server/src/model/dockerfile';
import { invalidBaseImagePlatform } from '../../../server/src/rules/invalid-base-image-platform';
import { check } from '../../support/lint';

const found = (text: string, model: ModelOptions) =>
  check(text, { rules: [invalidBaseImagePlatform], model })
    .diagnostics.filter(({ code }) => code === 'InvalidBaseImagePlatform')
    .map(({ message }) => message);
const engine = (platform: string): ModelOptions => ({ baseImage: () => ({ ...unknownConfig, platform }) });

test.each([
  ['FROM a\n', 'linux/amd64', 0],
  ['FROM a\n', 'linux/arm64', 1],
  ['FROM a\n', 'windows/amd64', 1],
  ['FROM --platform=linux/arm64 a\n', 'linux/arm64/v8', 0],
  ['FROM --platform=linux/arm/v6 a\n', 'linux/arm/v7', 0],
  ['FROM --platform=$BUILDPLATFORM a\n', 'linux/arm64', 1],
  ['FROM --platform=$x a\n', 'linux/arm64', 0],
  ['FROM scratch\n', 'linux/arm64', 0],
])('%j with an image for %s: %i', (text, platform, count) => {
  expect(found(text, engine(platform))).toHaveLength(count);
});

test('the platform of the build counts, and without an engine nothing is said', () => {
  expect(found('FROM a\n', { ...engine('linux/arm64'), platform: 'linux/arm64' })).toEqual([]);
  expect(found('FROM a\n', {})).toEqual([]);
  expect(found('FROM a\n', engine('linux/arm64'))).toEqual([
    "The engine's a is for linux/arm64, and this build needs linux/amd64.",
  ]);
});
