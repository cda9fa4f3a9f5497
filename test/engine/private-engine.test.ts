import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { useEngine } from '../support/engine';

describe('the private engine that tests and npm start use', () => {
  const engine = useEngine([
    { tags: ['web:1.0', 'web:latest'], ports: ['80/tcp'], env: ['COLOR=blue'] },
    { tags: [], created: '2024-05-05T00:00:00Z' },
  ]);

  it('holds the images that it was given, tags and dangling ones', async () => {
    const images: { RepoTags: string[] }[] = await engine.call('GET', '/images/json');
    expect(images.map((image) => image.RepoTags.toSorted())).toEqual([['<none>:<none>'], ['web:1.0', 'web:latest']]);
    const { Config } = await engine.call('GET', '/images/web:1.0/json');
    expect(Config).toMatchObject({ ExposedPorts: { '80/tcp': {} }, Env: expect.arrayContaining(['COLOR=blue']) });
  });

  it('has a network of its own: the same port can be published on two engines', async () => {
    await engine.run('published', 'web:1.0', {
      config: { HostConfig: { PortBindings: { '80/tcp': [{ HostPort: '2375' }] } } },
    });
    const [container] = await engine.call('GET', '/containers/json');
    expect(container).toMatchObject({ Names: ['/published'], State: 'running' });
  });

  it('keeps its objects when it is killed and started again', async () => {
    await engine.kill();
    await expect(engine.ping()).rejects.toThrow('ECONNREFUSED');
    await engine.start();
    expect(await engine.call('GET', '/containers/json?all=1')).toMatchObject([
      { Names: ['/published'], State: 'exited' },
    ]);
  });

  it('takes its socket away when it is stopped', async () => {
    await engine.stop();
    expect(existsSync(engine.socket)).toBe(false);
    await engine.start();
  });

  it('can be emptied', async () => {
    await engine.empty();
    expect(await engine.call('GET', '/containers/json?all=1')).toEqual([]);
    expect(await engine.call('GET', '/images/json')).toEqual([]);
  });
});
