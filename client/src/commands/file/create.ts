import { childOf, nameProblem, type Place } from '../../files/place';
import type { Context, TargetCommand } from '../command';

/** A command that asks for a name and makes something of it in a folder, with `make`. */
export function createCommand(
  id: string,
  what: 'file' | 'folder',
  order: number,
  make: (context: Context, place: Place) => Promise<void>,
): TargetCommand<'file'> {
  return {
    id,
    title: what === 'file' ? 'New File…' : 'New Folder…',
    docker: [],
    icon: `new-${what}`,
    target: 'file',
    states: ['root', 'folder'],
    mark: 'writable',
    hidden: true,
    menu: `2_new@${order}`,
    single: true,
    run: async (context, [folder]) => {
      if (!folder) {
        return;
      }
      const name = await context.ui.input({
        title: `New ${what} in ${folder.place.path}`,
        prompt: `Name of the new ${what}`,
        validate: nameProblem,
      });
      if (name !== undefined) {
        await make(context, childOf(folder.place, name));
      }
    },
  };
}
