import type { Choice } from '../../ui';
import { containersView } from '../../views/containers';
import { imagesView } from '../../views/images';
import { networksView } from '../../views/networks';
import type { View, ViewOptions } from '../../views/view';
import { volumesView } from '../../views/volumes';
import { objectOf, type PlainCommand } from '../command';

/** How one view groups, sorts and hides. */
function arrange(view: View): PlainCommand {
  const object = objectOf(view).replace(/s$/, '');
  return {
    id: `quayside.${object}.arrange`,
    title: 'Group and Sort…',
    docker: [],
    icon: 'list-tree',
    titleOf: { views: [view.id], group: 'navigation@3' },
    offline: true,
    run: async ({ ui, views }) => {
      const chosen = await ui.pick(
        { title: `${view.name}: group and sort`, placeholder: 'What is ticked is in use' },
        choicesFor(view, views.get(view.id)),
      );
      if (chosen) {
        await views.set(view.id, chosen);
      }
    },
  };
}

function choicesFor(view: View, now: ViewOptions): readonly Choice<Partial<ViewOptions>>[] {
  const choice = (label: string, used: boolean, value: Partial<ViewOptions>) => ({
    label,
    icon: used ? 'check' : 'blank',
    value,
  });
  return [
    choice('Not grouped', now.groupBy === '', { groupBy: '' }),
    ...view.groupings.map(({ id, title }) =>
      choice(`Group by ${title.toLowerCase()}`, now.groupBy === id, { groupBy: id }),
    ),
    ...(view.sortings.length > 0 ? [choice('Usual order', now.sortBy === '', { sortBy: '' })] : []),
    ...view.sortings.map(({ id, title }) =>
      choice(`Sort by ${title.toLowerCase()}`, now.sortBy === id, { sortBy: id }),
    ),
    ...(view.minor ? [choice(`Hide ${view.minor}`, now.hideMinor, { hideMinor: !now.hideMinor })] : []),
  ];
}

export const arrangeCommands: readonly PlainCommand[] = [containersView, imagesView, volumesView, networksView].map(
  arrange,
);
