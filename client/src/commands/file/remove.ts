import { nameOf, type Place } from '../../files/place';
import { plural } from '../../views/format';
import type { FileItem } from '../../views/view';
import { actOnEachAndTell } from '../batch';
import type { TargetCommand } from '../command';
import { isReady } from './running';

export const removeFile: TargetCommand<'file'> = {
  id: 'quayside.file.remove',
  title: 'Delete…',
  docker: [],
  icon: 'trash',
  target: 'file',
  states: ['folder', 'file', 'special'],
  mark: 'writable',
  hidden: true,
  menu: '9_remove@1',
  key: { key: 'delete', mac: 'cmd+backspace' },
  run: async (context, items) => {
    const places = items.map(({ place }) => place);
    const [first] = places;
    if (!first || !(await isReady(context, first, 'deleted'))) {
      return;
    }
    const answer = await context.ui.confirm({
      message: `Delete ${question(items)}?`,
      detail: [
        ...places.slice(0, 20).map(({ path }) => path),
        ...(places.length > 20 ? [`and ${places.length - 20} more`] : []),
        '',
        `This can not be undone.${items.some(({ kind }) => kind === 'folder') ? ' Folders go with everything in them.' : ''}`,
      ].join('\n'),
      actions: ['Delete'],
    });
    if (answer === undefined) {
      return;
    }
    await actOnEachAndTell(context, places, {
      doing: 'Deleting',
      done: 'deleted',
      noun: 'file',
      name: nameOf,
      line: ({ name, path }: Place) => ['docker', 'container', 'exec', '--user', '0', name, 'rm', '-rf', '--', path],
      act: (place) => context.files.remove(place, { recursive: true }),
    });
  },
};

function question(items: readonly FileItem[]): string {
  const [first] = items;
  return first && items.length === 1
    ? `${nameOf(first.place)} in ${first.place.name}`
    : `${plural(items.length, 'file')} or folder${items.length === 1 ? '' : 's'} in ${first?.place.name ?? ''}`;
}
