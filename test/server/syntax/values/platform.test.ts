import { describe, expect, it } from 'vitest';
import { parsePlatform } from '../../../../server/src/syntax/values/platform';
import { outcome } from './outcome';

describe('platforms', () => {
  it.each<[string, object | string]>([
    ['linux', { os: 'linux', architecture: undefined }],
    ['macOS', { os: 'darwin' }],
    ['amd64', { os: undefined, architecture: 'amd64', variant: undefined }],
    ['Linux/x86_64', { os: 'linux', architecture: 'amd64', variant: undefined }],
    ['linux/aarch64', { architecture: 'arm64', variant: undefined }],
    ['linux/arm64/v8', { architecture: 'arm64', variant: undefined }],
    ['linux/armhf', { architecture: 'arm', variant: 'v7' }],
    ['linux/armel', { architecture: 'arm', variant: 'v6' }],
    ['linux/arm/6', { architecture: 'arm', variant: 'v6' }],
    ['linux/i386', { architecture: '386' }],
    ['foo/bar', { os: 'foo', architecture: 'bar' }],
    ['windows(10.0.17763)/amd64', { os: 'windows', architecture: 'amd64' }],
    ['windows(10.0.17763+win32k)/amd64', { os: 'windows' }],
    ['foo', '"foo": unknown operating system or architecture: invalid argument'],
    ['linux/*', '"linux/*": wildcards not yet supported: invalid argument'],
    [
      'linux/',
      '"" is an invalid component of "linux/": platform specifier component must match "^[A-Za-z0-9_.-]+$": invalid argument',
    ],
    ['linux/arm/v7/x', '"linux/arm/v7/x": cannot parse platform specifier: invalid argument'],
  ])('%j', (text, expected) => {
    if (typeof expected === 'string') expect(outcome(parsePlatform(text))).toBe(expected);
    else expect(outcome(parsePlatform(text))).toMatchObject(expected);
  });
});
