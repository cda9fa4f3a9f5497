import { expect, test } from 'vitest';
import { requestOfTask } from '../../../client/src/build/build-task';

const usual = { target: '', buildArgs: {}, secrets: [], ssh: false, platform: '', noCache: false, pull: false };

test.each([
  [{}, { dockerfile: '/home/me/shop/Dockerfile', context: '/home/me/shop', tags: ['shop:latest'] }],
  [
    { dockerfile: 'docker/web.Dockerfile', context: '.', tags: ['web:1', 'web:2'], target: 'dev', pull: true },
    {
      dockerfile: '/home/me/shop/docker/web.Dockerfile',
      context: '/home/me/shop',
      tags: ['web:1', 'web:2'],
      target: 'dev',
      pull: true,
    },
  ],
  [
    { dockerfile: '/other/Dockerfile', buildArgs: { A: '1', B: 2 } },
    { dockerfile: '/other/Dockerfile', context: '/other', tags: ['other:latest'], buildArgs: { A: '1' } },
  ],
  [
    { dockerfile: 7, tags: 'x', noCache: 'yes' },
    { dockerfile: '/home/me/shop/Dockerfile', tags: ['shop:latest'] },
  ],
])('the task %j', (definition, request) => {
  expect(requestOfTask(definition, '/home/me/shop')).toMatchObject({ ...usual, ...request });
});

test('secrets of a task are those of docker build --secret, with files relative to the workspace folder', () => {
  const secrets = ['id=npm,src=.npmrc', 'id=token,env=TOKEN'];
  expect(requestOfTask({ secrets, ssh: true }, '/home/me/shop')).toMatchObject({
    secrets: [
      { id: 'npm', file: '/home/me/shop/.npmrc' },
      { id: 'token', variable: 'TOKEN' },
    ],
    ssh: true,
  });
  expect(() => requestOfTask({ secrets: ['npm'] }, '/home/me/shop')).toThrow('"npm" is not a secret');
});
