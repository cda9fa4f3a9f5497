import { homedir } from 'node:os';
import { expect, test } from 'vitest';
import { lentTo, secretSource, secretWord } from '../../../client/src/build/lent';

test.each([
  ['id=npm,src=.npmrc', { id: 'npm', file: '/shop/.npmrc' }],
  ['id=npm,source=~/.npmrc', { id: 'npm', file: `${homedir()}/.npmrc` }],
  ['type=file,id=npm,src=/etc/npmrc', { id: 'npm', file: '/etc/npmrc' }],
  ['id=token,env=NPM_TOKEN', { id: 'token', variable: 'NPM_TOKEN' }],
  ['type=env,id=TOKEN', { id: 'TOKEN', variable: 'TOKEN' }],
  ['id=KNOWN', { id: 'KNOWN', variable: 'KNOWN' }],
  ['id=file', { id: 'file', file: '/shop/file' }],
  ['src=.npmrc', undefined],
  ['npm', undefined],
  ['id=', undefined],
  ['id=npm,file=x', undefined],
  ['id=npm,type=magic', undefined],
])('the secret %j', (word, source) => {
  expect(secretSource(word, '/shop', { KNOWN: 'x' })).toEqual(source);
  expect(source && secretSource(secretWord(source), '/', {})).toEqual(source);
});

test('the classic builder is lent nothing, and says so', async () => {
  const secrets = [{ id: 'npm', file: '/nowhere' }];
  await expect(lentTo({ secrets, ssh: false }, false, async () => undefined)).rejects.toThrow('BuildKit only');
  await expect(lentTo({ secrets, ssh: false }, true, async () => undefined)).rejects.toThrow('secret npm');
});
