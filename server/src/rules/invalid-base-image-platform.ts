import { settled } from '../model/problems/expansion';
import { stepOf } from '../model/variables';
import { parsePlatform } from '../syntax/values/platform';
import type { Rule } from './rule';

export const invalidBaseImagePlatform: Rule = {
  code: 'InvalidBaseImagePlatform',
  aliases: [],
  source: 'buildkit',
  severity: 'warning',
  summary: 'Use base images of the platform that is built for',
  why:
    'The base image that the engine has under this name was made for another platform than this build. Its programs need emulation, or do not ' +
    'run at all. Pull the image for the right platform, or name the platform with `--platform`. The check needs an engine that has the image.',
  bad: [
    { dockerfile: 'FROM ⟦debian:13⟧\n', images: { 'debian:13': 'linux/arm64' } },
    { dockerfile: 'FROM --platform=linux/arm64 ⟦debian:13⟧\n', images: { 'debian:13': 'linux/amd64' } },
  ],
  good: [
    'FROM --platform=linux/arm64 debian:13\n',
    { dockerfile: 'FROM debian:13\n', images: { 'debian:13': 'linux/amd64' } },
    { dockerfile: 'FROM --platform=linux/aarch64 debian:13\n', images: { 'debian:13': 'linux/arm64/v8' } },
  ],
  fixable: false,
  *check(file) {
    const { baseImage, platform: target = 'linux/amd64' } = file.options;
    if (!baseImage) return;
    for (const { base, from } of file.stages) {
      const actual = base.image && baseImage(base.image.text)?.platform;
      if (!base.image || !actual) continue;
      const flag = file.expansions(stepOf(from, undefined)).find(({ word }) => word.role === 'platform');
      const expected = flag ? settled(flag) : target;
      if (expected === undefined || samePlatform(expected, actual)) continue;
      yield {
        ...base.span,
        message: `The engine's ${base.image.text} is for ${actual}, and this build needs ${expected}.`,
      };
    }
  },
};

/** Parts that are not given do not differ; variants are left aside, as one runs where another is asked for. */
function samePlatform(expected: string, actual: string): boolean {
  const a = parsePlatform(expected);
  const b = parsePlatform(actual);
  if (!a.ok || !b.ok) return true;
  return (['os', 'architecture'] as const).every((part) => {
    const [wanted, found] = [a.value[part], b.value[part]];
    return wanted === undefined || found === undefined || wanted === found;
  });
}
