import { posix } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { URI } from 'vscode-uri';
import {
  childOf,
  engineKey,
  isWithin,
  nameOf,
  nameProblem,
  normalPath,
  type Place,
  parentOf,
  pathProblem,
  placeOf,
  uriOf,
} from '../../../client/src/files/place';

const key = engineKey({ name: 'Desktop Linux', url: 'unix:///x.sock' });

describe('addresses', () => {
  it.each<[Place, string]>([
    [{ kind: 'container', name: 'web', path: '/' }, '/container/web'],
    [{ kind: 'container', name: 'web', path: '/etc/a b#c?d%20' }, '/container/web/etc/a b#c?d%20'],
    [{ kind: 'image', name: 'ghcr.io/team/web:1.0', path: '/bin' }, '/image/ghcr.io∕team∕web:1.0/bin'],
    [{ kind: 'volume', name: 'Data_1', path: '/x' }, '/volume/Data_1/x'],
  ])('%o has the path %s, and back', (place, path) => {
    const uri = uriOf(key, place);
    expect(uri.path).toBe(path);
    expect(placeOf(URI.parse(uri.toString()))).toEqual({ engine: key, place });
  });

  it('come back from their text whatever a file is called', () => {
    const name = fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => !/[/\0]|^\.\.?$/.test(text));
    fc.assert(
      fc.property(fc.array(name, { maxLength: 4 }), (parts) => {
        const place: Place = { kind: 'container', name: 'web', path: normalPath(parts.join('/')) };
        expect(placeOf(URI.parse(uriOf(key, place).toString()))).toEqual({ engine: key, place });
      }),
    );
  });

  it.each([
    'file:///container/web/x',
    'quayside-files://e/',
    'quayside-files://e/network/x/y',
    'quayside-files://e/container/../x',
  ])('%s leads to no place', (text) => expect(placeOf(URI.parse(text))).toBeUndefined());

  it('tell engines apart that have the same name', () => {
    expect(key).toMatch(/^desktop-linux-[0-9a-f]{8}$/);
    expect(engineKey({ name: 'Desktop Linux', url: 'ssh://elsewhere' })).not.toBe(key);
    expect(engineKey({ name: '日本', url: '' })).toMatch(/^engine-[0-9a-f]{8}$/);
  });
});

describe('paths', () => {
  it('never lead above the root', () => {
    const part = fc.oneof(fc.constantFrom('..', '.', ''), fc.string({ maxLength: 3 }));
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const path = normalPath(parts.join('/'));
        expect(path).toBe(posix.resolve('/', path));
        expect(path.split('/')).not.toContain('..');
        const child = childOf({ kind: 'container', name: 'c', path }, '../../x');
        expect(isWithin(child.path, '/')).toBe(true);
      }),
    );
  });

  it('have parents, names and what is below', () => {
    const place: Place = { kind: 'container', name: 'web', path: '/a/b' };
    expect([parentOf(place).path, nameOf(place), nameOf({ ...place, path: '/' })]).toEqual(['/a', 'b', 'web']);
    expect([isWithin('/a/b', '/a'), isWithin('/ab', '/a'), isWithin('/a', '/a'), isWithin('/x', '/')]).toEqual([
      true,
      false,
      true,
      true,
    ]);
  });

  it.each([
    [nameProblem('a b'), undefined],
    [nameProblem('..'), 'Give a name.'],
    [nameProblem('a/b'), 'A name holds no slash.'],
    [nameProblem('a\nb'), 'A name holds no control characters.'],
    [pathProblem('/etc'), undefined],
    [pathProblem('etc'), 'Give the whole path, from "/".'],
    [pathProblem('/a\0b'), 'A path holds no control characters.'],
  ])('are judged when they are typed: %s', (problem, expected) => expect(problem).toBe(expected));
});
