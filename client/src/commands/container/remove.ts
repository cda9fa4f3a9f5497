import type { Container } from '../../engine/containers';
import { isUp } from '../../views/containers';
import { plural, status } from '../../views/format';
import { actOnEach, tellFailures } from '../batch';
import type { Context, TargetCommand } from '../command';

const removeOnly = 'Remove';
const stopAndRemove = 'Stop and Remove';
const withVolumes = 'Remove with Anonymous Volumes';
const stopAndRemoveWithVolumes = 'Stop and Remove with Anonymous Volumes';

export const removeContainer: TargetCommand<'container'> = {
  id: 'quayside.container.remove',
  title: 'Remove…',
  docker: ['docker container rm', 'docker rm'],
  icon: 'trash',
  target: 'container',
  menu: '9_remove@1',
  key: { key: 'delete', mac: 'cmd+backspace' },
  inline: 3,
  run: async (context, containers) => {
    const running = containers.some(isUp);
    const volumes = containers.flatMap(anonymousVolumes).length > 0;
    const plain = running ? stopAndRemove : removeOnly;
    const answer = await context.ui.confirm({
      message: `Remove ${containers.length === 1 ? containers[0]?.name : plural(containers.length, 'container')}?`,
      detail: describe(containers, context.now()),
      actions: volumes ? [plain, running ? stopAndRemoveWithVolumes : withVolumes] : [plain],
    });
    if (answer !== undefined) {
      await remove(context, containers, answer === withVolumes || answer === stopAndRemoveWithVolumes);
    }
  },
};

async function remove(context: Context, containers: readonly Container[], volumes: boolean): Promise<void> {
  const { engine } = context;
  const batch = {
    doing: 'Removing',
    done: 'removed',
    noun: 'container',
    name: ({ name }: Container) => name,
    line: ({ name }: Container) => ['docker', 'container', 'rm', ...(volumes ? ['--volumes'] : []), name],
    act: async (container: Container, signal: AbortSignal) => {
      if (isUp(container)) {
        await engine.containers.stop(container.id, signal);
        context.log(['docker', 'container', 'stop', container.name], 'done');
      }
      await engine.containers.remove(container.id, { volumes }, signal).catch(ignoreGone);
    },
  };
  const failures = await actOnEach(context, containers, batch);
  await tellFailures(context, containers.length, failures, batch);
}

/** A container that was started with --rm is gone as soon as it stops. */
function ignoreGone(error: { kind?: string; message?: string }): void {
  if (error.kind !== 'not-found' && !/already in progress/.test(error.message ?? '')) {
    throw error;
  }
}

function describe(containers: readonly Container[], now: number): string {
  const volumes = containers.flatMap(anonymousVolumes).length;
  return [
    ...containers.map((container) => `${container.name} (${container.image}): ${status(container, now)}`),
    '',
    'What was written inside goes with them. Named volumes, bind mounts and images stay.',
    ...(volumes > 0 ? [`${plural(volumes, 'anonymous volume')} will stay unless you choose otherwise.`] : []),
  ].join('\n');
}

function anonymousVolumes({ mounts }: Container): readonly string[] {
  return mounts.filter(({ type, name }) => type === 'volume' && /^[0-9a-f]{64}$/.test(name)).map(({ name }) => name);
}
