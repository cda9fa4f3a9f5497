import { buffer } from 'node:stream/consumers';
import tar from 'tar-stream';
import { expect, test } from 'vitest';
import { copyContainerId } from '../../../client/src/commands/container/copy-id';
import { copyContainerName } from '../../../client/src/commands/container/copy-name';
import { openPort } from '../../../client/src/commands/container/open-port';
import { copyImageId } from '../../../client/src/commands/image/copy-id';
import { copyImageName } from '../../../client/src/commands/image/copy-name';
import { inspectImage } from '../../../client/src/commands/image/inspect';
import { listImages } from '../../../client/src/commands/image/list';
import { inspectNetwork } from '../../../client/src/commands/network/inspect';
import { listNetworks } from '../../../client/src/commands/network/list';
import { pruneBuildCache } from '../../../client/src/commands/system/prune-build-cache';
import { copyValue } from '../../../client/src/commands/view/copy';
import { inspectVolume } from '../../../client/src/commands/volume/inspect';
import { listVolumes } from '../../../client/src/commands/volume/list';
import { containersView } from '../../../client/src/views/containers';
import { namesOf } from '../../../client/src/views/images';
import { type Details, defaultViewOptions } from '../../../client/src/views/view';
import { useEngine } from '../../support/engine';
import { FakeUi } from '../../support/fake-ui';
import { follow, socketEndpoint } from './harness';

const engine = useEngine([{ tags: ['app:1'] }]);

test('everything is listed, inspected and copied', async () => {
  await engine.call('POST', '/volumes/create', { Name: 'data' });
  const id = await engine.run('web', 'app:1', {
    config: { ExposedPorts: { '80/tcp': {} }, HostConfig: { PortBindings: { '80/tcp': [{ HostPort: '8070' }] } } },
  });
  const followed = follow(socketEndpoint(engine.socket));
  await followed.connected();
  const { state } = followed;
  const ui = new FakeUi();
  const context = followed.context(ui);
  const images = [...state.images.values()].flatMap(namesOf);
  const volumes = [...state.volumes.values()];
  const bridge = [...state.networks.values()].filter(({ name }) => name === 'bridge');
  const containers = [...state.containers.values()];

  const shown = async (look: Promise<void>) => {
    await look;
    return ui.last('document');
  };
  expect((await shown(listImages.run(context))).detail).toMatch(/^IMAGE .*\napp:1 +\w{12} /);
  expect((await shown(listVolumes.run(context))).detail).toMatch(/\ndata +local/);
  expect((await shown(listNetworks.run(context))).detail).toMatch(/bridge +bridge +local/);
  expect(JSON.parse((await shown(inspectImage.run(context, images))).detail ?? '')).toMatchObject({
    RepoTags: ['app:1'],
  });
  expect(JSON.parse((await shown(inspectVolume.run(context, volumes))).detail ?? '')).toMatchObject({ Name: 'data' });
  expect(JSON.parse((await shown(inspectNetwork.run(context, bridge))).detail ?? '')).toMatchObject({ Name: 'bridge' });

  const copied = async (copy: Promise<void>) => {
    await copy;
    return ui.last('copy').message;
  };
  expect(await copied(copyContainerName.run(context, containers))).toBe('web');
  expect(await copied(copyContainerId.run(context, containers))).toBe(id);
  expect(await copied(copyImageName.run(context, images))).toBe('app:1');
  expect(await copied(copyImageId.run(context, images))).toBe(images[0]?.image.id);
  const details = { usage: () => undefined, fileUri: () => 'quayside-files:/' } as unknown as Details;
  const [row] = containersView.rows(state, defaultViewOptions, Date.now(), details);
  const port = (Array.isArray(row?.children) ? row.children : []).find(
    ({ context: kind }) => kind === 'port:published',
  );
  await openPort.run(context, port);
  expect(ui.last('url').message).toBe('http://localhost:8070');
  expect(await copied(copyValue.run(context, port))).toBe('localhost:8070');
});

test('the build cache is pruned after its size was told, and what came back is told', async () => {
  const followed = follow(socketEndpoint(engine.socket));
  await followed.connected();
  const empty = new FakeUi();
  await pruneBuildCache.run(followed.context(empty));
  expect(empty.last('info').message).toBe('The build cache is empty.');
  const pack = tar.pack();
  pack.entry({ name: 'Dockerfile' }, 'FROM app:1\nRUN seq 20000 > /numbers\n');
  pack.finalize();
  const { text } = await engine.request('POST', '/build?version=2&t=built:1', await buffer(pack));
  expect(text).toContain('moby.image.id');
  await engine.call('DELETE', '/images/built:1');
  const ui = new FakeUi('Remove All Cache');
  await pruneBuildCache.run(followed.context(ui));
  expect(ui.last('confirm').detail).toMatch(/^It holds \d+ records?, [1-9][\d.]* kB/);
  expect(ui.last('info').message).toMatch(/^Build cache pruned, [1-9][\d.]* kB came back\.$/);
  expect((await followed.live.engine.system.diskUsage()).buildCache.count).toBe(0);
});
