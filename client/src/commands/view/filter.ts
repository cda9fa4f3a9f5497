import type { PlainCommand } from '../command';

/** The filter of one view: words that every row must have; an empty one shows all. */
function filterOf(object: string, plural: string): PlainCommand {
  const view = `quayside.${plural}`;
  return {
    id: `quayside.${object}.filter`,
    title: 'Filter…',
    docker: [],
    icon: 'filter',
    titleOf: { views: [view], group: 'navigation@2' },
    offline: true,
    run: async ({ ui, views }) => {
      const filter = await ui.input({
        title: `Filter ${plural}`,
        prompt: 'Words that a row must have, such as a part of its name; leave it empty to show all',
        value: views.get(view).filter,
      });
      if (filter !== undefined) {
        await views.set(view, { filter: filter.trim() });
      }
    },
  };
}

export const filterCommands: readonly PlainCommand[] = [
  filterOf('container', 'containers'),
  filterOf('image', 'images'),
  filterOf('volume', 'volumes'),
  filterOf('network', 'networks'),
];
