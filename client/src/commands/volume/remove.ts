import { plural } from '../../views/format';
import { usersOfVolume, volumeName } from '../../views/volumes';
import { actOnEachAndTell } from '../batch';
import type { TargetCommand } from '../command';

export const removeVolume: TargetCommand<'volume'> = {
  id: 'quayside.volume.remove',
  title: 'Remove…',
  docker: ['docker volume rm'],
  icon: 'trash',
  target: 'volume',
  menu: '9_remove@1',
  key: { key: 'delete', mac: 'cmd+backspace' },
  inline: 3,
  run: async (context, volumes) => {
    const users = (index: number) => {
      const volume = volumes[index];
      return volume ? usersOfVolume(volume, context.state()) : [];
    };
    const free = volumes.filter((_, index) => users(index).length === 0);
    const lines = volumes.map((volume, index) => {
      const names = users(index).map(({ name }) => name);
      return `${volumeName(volume)}${names.length > 0 ? `: stays, it is used by ${names.join(', ')}` : ''}`;
    });
    if (free.length === 0) {
      await context.ui.warn(`In use: ${lines.join('; ')}. Remove these containers first.`);
      return;
    }
    const remove = 'Remove';
    const [only] = free;
    const answer = await context.ui.confirm({
      message: `Remove ${free.length === 1 && only ? `the volume ${volumeName(only)}` : plural(free.length, 'volume')}?`,
      detail: [...lines, '', 'Their data is lost for good.'].join('\n'),
      actions: [remove],
    });
    if (answer === remove) {
      await actOnEachAndTell(context, free, {
        doing: 'Removing',
        done: 'removed',
        noun: 'volume',
        name: volumeName,
        line: ({ name }) => ['docker', 'volume', 'rm', name],
        act: ({ name }, signal) => context.engine.volumes.remove(name, signal),
      });
    }
  },
};
