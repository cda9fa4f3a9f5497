import type { DiskUse, EngineFacts } from '../engine/system';
import { plural, size } from './format';
import type { Row, View } from './view';

export const engineView: View = {
  id: 'quayside.engine',
  name: 'Engine',
  collapsed: true,
  welcome: '',
  groupings: [],
  sortings: [],
  rows: ({ connection }, _options, _now, details) =>
    connection.status === 'connected'
      ? [
          {
            id: 'engine',
            label: connection.info.endpoint,
            description: `${connection.info.product}, API ${connection.info.apiVersion}`,
            icon: { name: 'server-environment', color: 'charts.green' },
            context: 'engine:connected',
            source: connection.info,
            children: async () => factRows(await details.facts()),
          },
          {
            id: 'disk',
            label: 'Disk usage',
            icon: { name: 'pie-chart' },
            context: 'disk',
            source: connection.info,
            children: async () => {
              const { images, containers, volumes, buildCache } = await details.diskUsage();
              return [
                diskRow('images', 'Images', 'layers', images),
                diskRow('containers', 'Containers', 'vm', containers),
                diskRow('volumes', 'Volumes', 'database', volumes),
                diskRow('cache', 'Build cache', 'archive', buildCache),
              ];
            },
          },
        ]
      : [],
  summary: ({ connection }) => (connection.status === 'connected' ? connection.info.endpoint : ''),
};

function diskRow(kind: string, label: string, icon: string, { count, active, size: bytes, reclaimable }: DiskUse): Row {
  return {
    id: `disk/${kind}`,
    label,
    description: `${size(bytes)} · ${count}, ${active} in use · ${size(reclaimable)} reclaimable`,
    icon: { name: icon },
    context: `disk:${kind}`,
    spoken: `${label}: ${size(bytes)}, ${size(reclaimable)} reclaimable`,
  };
}

function factRows(facts: EngineFacts): readonly Row[] {
  const rows: readonly (readonly [label: string, value: string])[] = [
    ['Version', facts.version],
    ['System', `${facts.operatingSystem}, ${facts.architecture}`],
    ['Processors', plural(facts.cpus, 'CPU')],
    ['Memory', size(facts.memory)],
    ['Storage', `${facts.storageDriver} in ${facts.rootFolder}`],
  ];
  return rows.map(([label, value]) => ({
    id: `engine/${label}`,
    label,
    description: value,
    context: 'fact',
    copied: value,
  }));
}
