import type { Container } from '../../engine/containers';
import { type Raw, record } from '../../engine/raw';
import { isUp } from '../../views/containers';
import type { Context, TargetCommand } from '../command';
import { askForm, type Field } from '../form';
import { commandField, environmentField, nameField, portsField, restartField, userField } from '../image/run-fields';
import { validateReference } from '../image/tag';
import { furtherNetworks, type Recreation, recreationOf, respecOf } from './recreation';

const recreate = 'Recreate';

export const recreateContainer: TargetCommand<'container'> = {
  id: 'quayside.container.recreate',
  title: 'Recreate with Changes…',
  docker: [],
  target: 'container',
  menu: '4_change@2',
  single: true,
  run: async (context, [container]) => {
    if (!container) {
      return;
    }
    const details = record(await context.engine.containers.inspect(container.id));
    const image = await context.engine.images.inspect(container.imageId).catch(() => undefined);
    const answer = await askForm<Recreation>(
      context.ui,
      { title: `Recreate ${container.name}`, actions: [recreate], fields },
      recreationOf(details, image),
    );
    if (answer) {
      await replace(context, container, details, image, answer.values);
    }
  },
};

const imageField: Field<Pick<Recreation, 'image'>> = {
  key: 'image',
  kind: 'text',
  label: 'Image',
  icon: 'layers',
  empty: '',
  prompt: 'repository:tag; the newest image of that name on this engine is taken',
  validate: (value) => (value.startsWith('sha256:') ? undefined : validateReference(value)),
};

const fields: readonly Field<Recreation>[] = [
  nameField(''),
  imageField,
  portsField,
  environmentField,
  commandField,
  userField(),
  restartField,
];

/** Puts a new container in the place of the old one. The old one is only removed when the new one runs; otherwise it comes back. */
async function replace(
  context: Context,
  old: Container,
  details: Raw,
  image: unknown,
  changed: Recreation,
): Promise<void> {
  const { engine, ui, log } = context;
  const answer = await ui.confirm({
    message: `Recreate ${old.name}?`,
    detail: `A new container takes its place. What was written inside, outside of its volumes, is lost. If the new one does not start, the old one comes back as it is.`,
    actions: [recreate],
  });
  if (answer !== recreate) {
    return;
  }
  const wasUp = isUp(old);
  await ui.progress(`Recreating ${old.name}`, async (signal) => {
    await engine.containers.rename(old.id, `${old.name}-replaced`, signal);
    let created: string | undefined;
    try {
      created = await engine.containers.create(respecOf(details, image, changed), signal);
      for (const network of furtherNetworks(details)) {
        await engine.networks.connect(network, created, signal);
      }
      if (wasUp) {
        // Ports and exclusive files are free only after the stop.
        await engine.containers.stop(old.id, signal);
        await engine.containers.start(created, signal);
      }
    } catch (error) {
      await restore(context, old, wasUp, created);
      throw error;
    }
    await engine.containers.remove(old.id, { force: true });
  });
  log(['docker', 'container', 'rm', old.name], 'done, replaced by a new container');
}

async function restore(
  { engine }: Context,
  old: Container,
  wasUp: boolean,
  created: string | undefined,
): Promise<void> {
  if (created !== undefined) {
    await engine.containers.remove(created, { force: true }).catch(() => {});
  }
  await engine.containers.rename(old.id, old.name);
  if (wasUp) {
    await engine.containers.start(old.id);
  }
}
