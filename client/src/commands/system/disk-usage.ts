import type { DiskUse } from '../../engine/system';
import { size } from '../../views/format';
import type { PlainCommand } from '../command';
import { table } from '../table';

export const systemDiskUsage: PlainCommand = {
  id: 'quayside.system.diskUsage',
  title: 'Disk Usage (df)',
  docker: ['docker system df'],
  run: async ({ engine, ui, log }) => {
    const usage = await ui.progress('Measuring disk usage', (signal) => engine.system.diskUsage(signal));
    const row = (kind: string, { count, active, size: bytes, reclaimable }: DiskUse) => [
      kind,
      String(count),
      String(active),
      size(bytes),
      size(reclaimable),
    ];
    log(['docker', 'system', 'df'], 'done');
    await ui.showDocument(
      'disk-usage.txt',
      table(
        ['Type', 'Total', 'Active', 'Size', 'Reclaimable'],
        [
          row('Images', usage.images),
          row('Containers', usage.containers),
          row('Local volumes', usage.volumes),
          row('Build cache', usage.buildCache),
        ],
      ),
    );
  },
};
