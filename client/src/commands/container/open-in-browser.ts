import type { PublishedPort } from '../../engine/containers';
import { hostAddress } from '../../views/containers';
import type { TargetCommand } from '../command';

export const openInBrowser: TargetCommand<'container'> = {
  id: 'quayside.container.openInBrowser',
  title: 'Open in Browser',
  docker: ['docker container port', 'docker port'],
  icon: 'link-external',
  target: 'container',
  states: ['running'],
  mark: 'ports',
  menu: '3_look@3',
  single: true,
  applies: ({ state, ports }) => state === 'running' && ports.some(isWeb),
  run: async ({ ui }, [container]) => {
    const addresses = new Map((container?.ports ?? []).filter(isWeb).map((port) => [hostAddress(port), port]));
    const only = addresses.size === 1 ? [...addresses.values()][0] : undefined;
    const port =
      only ??
      (await ui.pick(
        { title: `Open a port of ${container?.name ?? ''}` },
        [...addresses].map(([address, value]) => ({
          label: address,
          description: `port ${value.container} inside`,
          value,
        })),
      ));
    if (port) {
      await ui.openUrl(urlOf(port));
    }
  },
};

function isWeb({ host, protocol }: PublishedPort): boolean {
  return host !== undefined && protocol === 'tcp';
}

function urlOf(port: PublishedPort): string {
  const secure = port.container === 443 || port.container === 8443;
  return `${secure ? 'https' : 'http'}://${hostAddress(port)}`;
}
