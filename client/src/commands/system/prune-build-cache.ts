import { plural, size } from '../../views/format';
import type { PlainCommand } from '../command';

const unused = 'Remove Dangling Cache';
const everything = 'Remove All Cache';

export const pruneBuildCache: PlainCommand = {
  id: 'quayside.system.pruneBuildCache',
  title: 'Prune Build Cache…',
  docker: ['docker builder prune', 'docker buildx prune', 'docker builder prune -a'],
  icon: 'clear-all',
  rows: { context: '^disk:cache', menu: '9_remove@1', inline: 1 },
  run: async ({ engine, ui, log, views }) => {
    const { usage, cache } = await ui.progress('Measuring the build cache', (signal) => engine.system.disk(signal));
    const { buildCache } = usage;
    if (buildCache.count === 0) {
      ui.info('The build cache is empty.');
      return;
    }
    const answer = await ui.confirm({
      message: 'Prune the build cache?',
      detail: `It holds ${plural(buildCache.count, 'record')}, ${size(buildCache.size)}. ${size(cache.dangling)} come back when the dangling ones go, ${size(buildCache.reclaimable)} when all go that no build uses now. Images and containers stay. The next builds take longer.`,
      actions: [unused, everything],
    });
    if (answer === undefined) {
      return;
    }
    const all = answer === everything;
    const bytes = await ui.progress('Pruning the build cache', (signal) =>
      engine.system.pruneBuildCache({ all }, signal),
    );
    log(['docker', 'builder', 'prune', ...(all ? ['--all'] : []), '--force'], `done, ${size(bytes)} came back`);
    ui.info(`Build cache pruned, ${size(bytes)} came back.`);
    views.redraw('quayside.engine');
  },
};
