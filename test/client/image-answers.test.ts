import { expect, test } from 'vitest';
import { Connection } from '../../client/src/engine/connection';
import { thisMachine } from '../../client/src/engine/machine';
import { imageAnswers, imageInfo } from '../../client/src/image-answers';
import { Live } from '../../client/src/store/live';
import { Store } from '../../client/src/store/store';
import { json, serve } from './engine/fake-server';

function answersFrom(path: string) {
  const endpoint = { name: 'x', source: 'context', url: '', address: { kind: 'socket', path } } as const;
  const live = new Live(
    new Store(),
    new Connection(endpoint, () => Promise.reject(new Error('no tunnel here'))),
    thisMachine(),
  );
  return { answers: imageAnswers(live), live };
}

test('the language server gets one entry for each tag, and the engine is let go', async () => {
  const path = await serve((request, response) => {
    const url = request.url ?? '';
    if (url.includes('/images/json')) {
      json(response, [
        { Id: 'sha256:a', RepoTags: ['web:1', 'web:2'], Size: 10, Created: 1_700_000_000 },
        { Id: 'sha256:b', RepoTags: ['<none>:<none>'], Size: 5, Created: 1 },
      ]);
    } else if (url.includes('/events')) {
      response.writeHead(200).flushHeaders();
    } else {
      json(response, url.includes('/volumes') ? { Volumes: [] } : []);
    }
  });
  const { answers, live } = answersFrom(path);
  const common = { id: 'sha256:a', size: 10, created: 1_700_000_000 };
  expect(await answers.local()).toEqual([
    { reference: 'web:1', ...common },
    { reference: 'web:2', ...common },
  ]);
  expect(live.store.state.connection.status).toBe('idle');
});

test('without an engine there are no images, and that is no error', async () => {
  const { answers } = answersFrom('/nowhere/d.sock');
  expect([await answers.local(), await answers.info('web:1')]).toEqual([[], null]);
});

test('the config of an image is read as the engine tells it; what is missing is empty', () => {
  const info = imageInfo({
    Id: 'sha256:a',
    Size: 7,
    Created: '2024-01-02T03:04:05.678Z',
    Os: 'linux',
    Architecture: 'arm64',
    Variant: 'v8',
    RepoDigests: ['web@sha256:1'],
    Config: {
      Env: ['A=1'],
      Cmd: ['sh'],
      ExposedPorts: { '80/tcp': {} },
      Healthcheck: { Test: ['CMD', 'true'], Retries: 3 },
    },
  });
  expect(info).toMatchObject({
    id: 'sha256:a',
    size: 7,
    created: 1_704_164_645,
    platform: 'linux/arm64/v8',
    repoDigests: ['web@sha256:1'],
  });
  expect(info.config).toMatchObject({
    Env: ['A=1'],
    Cmd: ['sh'],
    Entrypoint: undefined,
    ExposedPorts: ['80/tcp'],
    Volumes: [],
    Labels: {},
    Healthcheck: { Test: ['CMD', 'true'], Retries: 3 },
  });
  expect(imageInfo(undefined)).toMatchObject({
    id: '',
    platform: '',
    config: { Env: [], User: '', Healthcheck: undefined },
  });
});
