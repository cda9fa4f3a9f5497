import { expect, test } from 'vitest';
import { imageReference } from '../../../server/src/model/image-reference';
import { imageSummary, officialImages } from '../../../server/src/registry/official-images';
import { explainTag } from '../../../server/src/registry/tag';

const explained = (image: string, tag: string) =>
  explainTag(image, tag).map(({ text, meaning }) => `${text}: ${meaning}`);

test.each([
  ['node', '22-slim', ['22: version: the newest 22.x.x, security updates until April 2027', 'slim: a lighter variant']],
  [
    'node',
    '22.4.1-bookworm',
    ['22.4.1: version: an exact version', 'bookworm: Debian 12, security updates until June 2028'],
  ],
  [
    'python',
    '3.8-buster',
    ['3.8: version: the newest 3.8.x, no security updates since October 2024', 'buster: Debian 10, no'],
  ],
  [
    'php',
    '8.4-fpm-alpine3.22',
    ['8.4', 'fpm', 'alpine3.22: built on Alpine Linux 3.22, security updates until May 2027'],
  ],
  ['postgres', '19beta1', ['19beta1: a preview']],
  ['python', '3.15-rc-slim', ['3.15', 'rc: a preview', 'slim']],
  ['debian', 'trixie-slim', ['trixie: Debian 13', 'slim']],
  ['debian', '12', ['12: the release, security updates until June 2028']],
  ['ubuntu', 'noble', ['noble: Ubuntu 24.04']],
  ['nginx', 'latest', ['latest: the tag that Docker takes']],
  ['eclipse-temurin', '21-jre', ['21: version', 'jre: only what Java']],
  ['mcr.microsoft.com/windows/servercore', 'ltsc2022', ['ltsc2022: Windows Server 2022']],
  ['own/thing', 'constructor', []],
  ['own/thing', 'build-77', []],
])('%s:%s', (image, tag, expected) => {
  const found = explained(image, tag);
  expect(found).toHaveLength(expected.length);
  for (const [index, text] of expected.entries()) expect(found[index]).toContain(text);
});

test('well-known images have valid names, once each, and a sentence', () => {
  const names = officialImages.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const { name, summary } of officialImages) {
    expect(imageReference(name)?.familiarName).toBe(name);
    expect(summary.length).toBeGreaterThan(5);
    expect(imageSummary(name)).toBe(summary);
  }
  expect(imageSummary('constructor')).toBeUndefined();
});
