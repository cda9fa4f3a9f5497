import { expect, test } from 'vitest';
import { parsePragma } from '../../../server/src/model/pragmas';

const ignore = (scope: string, ...names: string[]) => ({ kind: 'ignore', scope, names });

test.each([
  ['hadolint ignore=DL3008', ignore('next', 'DL3008')],
  ['hadolint ignore=DL3008,SC1010', ignore('next', 'DL3008', 'SC1010')],
  ['hadolint   ignore = DL3008 , SC1010', ignore('next', 'DL3008', 'SC1010')],
  ['hadolint ignore=JSONArgsRecommended', ignore('next', 'JSONArgsRecommended')],
  ['hadolint ignore=DL3008 # why', ignore('next', 'DL3008')],
  ['hadolint ignore=DL3008, it is old', undefined],
  ['hadolint ignore=DL3008 it is old', ignore('next', 'DL3008')],
  ['hadolint global ignore=DL3008', ignore('global', 'DL3008')],
  ['hadolint stage ignore=DL3008', ignore('stage', 'DL3008')],
  ['hadolint ignore=dl3008', undefined],
  ['hadolint ignore=', undefined],
  ['hadolint ignore DL3008', undefined],
  ['hadolintignore=DL3008', undefined],
  ['Hadolint ignore=DL3008', undefined],
  ['shellcheck disable=SC2086', ignore('next', 'SC2086')],
  ['shellcheck disable=SC2086,SC2046 # why', ignore('next', 'SC2086', 'SC2046')],
  ['shellcheck source=x', undefined],
  ['hadolint shell=/bin/bash', { kind: 'shell', shell: '/bin/bash' }],
  ['hadolint shell = powershell # why', { kind: 'shell', shell: 'powershell' }],
  ['hadolint shell=', undefined],
  ['', undefined],
])('%j', (comment, expected) => expect(parsePragma(comment)).toEqual(expected));
