import { describe, expect, it } from 'vitest';
import { parseReference } from '../../../../server/src/syntax/values/reference';
import { outcome } from './outcome';

describe('image references', () => {
  const hex = '0123456789abcdef'.repeat(4);
  it.each<[string, object | string]>([
    ['alpine', { domain: 'docker.io', path: 'library/alpine', tag: undefined, digest: undefined }],
    ['alpine:3.22', { path: 'library/alpine', tag: '3.22' }],
    ['me/app', { domain: 'docker.io', path: 'me/app' }],
    ['docker.io/alpine', { domain: 'docker.io', path: 'library/alpine' }],
    ['index.docker.io/a/b', { domain: 'docker.io', path: 'a/b' }],
    ['localhost/app', { domain: 'localhost', path: 'app' }],
    ['reg:5000/a/b:c', { domain: 'reg:5000', path: 'a/b', tag: 'c' }],
    ['[::1]:5000/a', { domain: '[::1]:5000', path: 'a' }],
    ['Reg/a', { domain: 'Reg', path: 'a' }],
    [`a:b@sha256:${hex}`, { tag: 'b', digest: `sha256:${hex}` }],
    ['a__b.c---d', { path: 'library/a__b.c---d' }],
    ['', 'invalid reference format'],
    ['a:', 'invalid reference format'],
    ['a b', 'invalid reference format'],
    ['a..b', 'invalid reference format'],
    ['a___b', 'invalid reference format'],
    ['-a', 'invalid reference format'],
    ['a/', 'invalid reference format'],
    ['%%IMAGE%%', 'invalid reference format: repository name (library/%%IMAGE%%) must be lowercase'],
    ['Alpine', 'invalid reference format: repository name (library/Alpine) must be lowercase'],
    ['reg.io/A', 'invalid reference format: repository name (A) must be lowercase'],
    [`a:${'x'.repeat(129)}`, 'invalid reference format'],
    ['a'.repeat(250), 'repository name must not be more than 255 characters'],
    [hex, `invalid repository name (${hex}), cannot specify 64-byte hexadecimal strings`],
    ['a@sha256:abc', 'invalid reference format'],
    [`a@sha256:${hex}ff`, 'invalid checksum digest length'],
    [`a@md5:${hex}`, 'unsupported digest algorithm'],
    [`a@sha256:${hex.toUpperCase()}`, 'invalid checksum digest format'],
  ])('%j', (text, expected) => {
    if (typeof expected === 'string') expect(outcome(parseReference(text))).toBe(expected);
    else expect(outcome(parseReference(text))).toMatchObject(expected);
  });
});
