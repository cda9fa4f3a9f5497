import { canBeForced } from '../../engine/errors';
import { isUp } from '../../views/containers';
import { plural } from '../../views/format';
import { imageName, namesOf } from '../../views/images';
import type { NamedImage } from '../../views/view';
import { actOnEach, type Failure, tellFailures } from '../batch';
import type { Context, TargetCommand } from '../command';
import { describeRemoval, planRemovals, type Removal } from './removal';

const removeOnly = 'Remove';
const removeAllNames = 'Remove All Names';
const withContainers = 'Remove Containers Too';
const withoutContainers = 'Remove Image Only';
const removeTheRest = 'Remove the Others';

export const removeImage: TargetCommand<'image'> = {
  id: 'quayside.image.remove',
  title: 'Remove…',
  docker: ['docker image rm', 'docker rmi'],
  icon: 'trash',
  target: 'image',
  menu: '9_remove@1',
  key: { key: 'delete', mac: 'cmd+backspace' },
  inline: 3,
  run: async (context, images) => {
    const removals = planRemovals(images, context.state());
    const answer = await confirm(context, removals);
    switch (answer) {
      case removeOnly:
        return remove(context, removals, false);
      case removeAllNames:
        return remove(
          context,
          planRemovals(
            images.flatMap(({ image }) => namesOf(image)),
            context.state(),
          ),
          false,
        );
      case withContainers:
        await removeUsers(context, removals);
        return remove(context, removals, false);
      case withoutContainers:
        return remove(context, removals, true);
      case removeTheRest:
        return remove(
          context,
          removals.filter(({ users }) => users.length === 0),
          false,
        );
    }
  },
};

function confirm(context: Context, removals: readonly Removal[]): Promise<string | undefined> {
  const users = removals.flatMap((removal) => removal.users);
  const [first] = removals;
  const subject = removals.length === 1 && first ? imageName(first.named) : plural(removals.length, 'image');
  const lines = removals.map(describeRemoval);
  if (users.length === 0) {
    const namesOnly = removals.length === 1 && (first?.staysAs.length ?? 0) > 0;
    return context.ui.confirm({
      message: `Remove ${subject}?`,
      detail: lines.join('\n'),
      actions: namesOnly ? [removeOnly, removeAllNames] : [removeOnly],
    });
  }
  const running = users.some(isUp);
  const others = removals.some((removal) => removal.users.length === 0);
  return context.ui.confirm({
    message: `${subject} ${removals.length === 1 ? 'is' : 'are'} in use`,
    detail: [
      ...lines,
      '',
      running
        ? 'An image of a running container can not be removed. Its containers can be stopped and removed with it.'
        : 'The containers can be removed with it. Removed alone, it stays on disk until they are gone, but without a name.',
    ].join('\n'),
    actions: [withContainers, ...(running ? [] : [withoutContainers]), ...(others ? [removeTheRest] : [])],
  });
}

async function removeUsers(context: Context, removals: readonly Removal[]): Promise<void> {
  const users = [...new Map(removals.flatMap((removal) => removal.users).map((user) => [user.id, user])).values()];
  const batch = {
    doing: 'Removing',
    done: 'removed',
    noun: 'container',
    name: ({ name }: (typeof users)[number]) => name,
    line: ({ name }: (typeof users)[number]) => ['docker', 'container', 'rm', name],
    act: async (user: (typeof users)[number], signal: AbortSignal) => {
      if (isUp(user)) {
        await context.engine.containers.stop(user.id, signal);
        context.log(['docker', 'container', 'stop', user.name], 'done');
      }
      await context.engine.containers.remove(user.id, {}, signal);
    },
  };
  const failures = await actOnEach(context, users, batch);
  await tellFailures(context, users.length, failures, batch);
}

async function remove(context: Context, removals: readonly Removal[], force: boolean): Promise<void> {
  const items = removals.map(({ named }) => named);
  const batch = {
    doing: 'Removing',
    done: 'removed',
    noun: 'image',
    name: imageName,
    line: ({ reference }: NamedImage) => ['docker', 'image', 'rm', ...(force ? ['--force'] : []), reference],
    act: ({ reference }: NamedImage, signal: AbortSignal) => context.engine.images.remove(reference, { force }, signal),
    // The last name takes the image along: engines go wrong when two names of one image are removed at the same time.
    inTurn: ({ image }: NamedImage) => image.id,
  };
  const failures = await actOnEach(context, items, batch);
  const forcible = failures.filter(({ error }) => !force && canBeForced(error));
  const rest = failures.filter((failure) => !forcible.includes(failure));
  if (forcible.length > 0 && (await offerForce(context, forcible))) {
    await remove(
      context,
      removals.filter(({ named }) => forcible.some(({ item }) => item === named)),
      true,
    );
  }
  await tellFailures(context, items.length, rest, batch);
}

/** The engine refused what looked free a moment ago: tell its reason, and let the user decide. */
async function offerForce(context: Context, failures: readonly Failure<NamedImage>[]): Promise<boolean> {
  const force = 'Remove by Force';
  const answer = await context.ui.confirm({
    message: `The engine did not remove ${failures.map(({ item }) => imageName(item)).join(', ')}`,
    detail: [
      ...failures.map(({ error }) => error.message),
      '',
      'By force, all names go; containers that use it keep working.',
    ].join('\n'),
    actions: [force],
  });
  return answer === force;
}
