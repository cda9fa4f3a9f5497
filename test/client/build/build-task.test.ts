import { expect, test } from 'vitest';
import { requestOfTask } from '../../../client/src/build/build-task';

const usual = { target: '', buildArgs: {}, platform: '', noCache: false, pull: false };

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
