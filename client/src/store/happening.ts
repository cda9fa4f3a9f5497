import type { Container } from '../engine/containers';
import type { EngineEvent } from '../engine/events';

/**
 * A container after an event, as far as the event itself tells. Engines keep a container locked while they start and end it, so that
 * its record can be read only tens of milliseconds later, and far later when they are busy.
 */
export function containerAfter(container: Container, { action, detail, attributes, time }: EngineEvent): Container {
  switch (action) {
    case 'start': {
      const { exitCode: _exitCode, health: _health, ...rest } = container;
      return { ...rest, state: 'running', since: time };
    }
    case 'die':
    case 'died':
      return ended(container, Number(attributes['exitCode'] ?? attributes['containerExitCode'] ?? 0), time);
    case 'pause':
      return { ...container, state: 'paused' };
    case 'unpause':
      return { ...container, state: 'running' };
    case 'rename':
      // Podman does not say what the name was, and it is not known which one it tells.
      return attributes['oldName'] && attributes['name'] ? { ...container, name: attributes['name'] } : container;
    case 'health_status':
      return detail === 'healthy' || detail === 'unhealthy' ? { ...container, health: detail } : container;
    default:
      return container;
  }
}

/** Ports and addresses are given back at the end. */
function ended(container: Container, exitCode: number, time: number | undefined): Container {
  const { health: _health, ...rest } = container;
  const networks = rest.networks.map((network) => ({ ...network, address: '' }));
  return { ...rest, state: 'exited', exitCode, since: time, ports: [], networks };
}
