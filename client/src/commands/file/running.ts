import type { Place } from '../../files/place';
import type { Context } from '../command';

/**
 * True when programs can be run in the container of a place, which changes need that take something away. Offers to start one that is not
 * running.
 */
export async function isReady({ state, engine, ui, log }: Context, place: Place, done: string): Promise<boolean> {
  const container = [...state().containers.values()].find(({ name }) => name === place.name);
  if (!container || container.state === 'running') {
    return true;
  }
  const { id, name } = container;
  const paused = container.state === 'paused';
  const button = paused ? 'Unpause It' : 'Start It';
  const answer = await ui.warn(
    `Files can be ${done} only while the container runs, and ${name} ${paused ? 'is paused' : 'does not'}.`,
    button,
  );
  if (answer !== button) {
    return false;
  }
  await (paused ? engine.containers.unpause(id) : engine.containers.start(id));
  log(['docker', 'container', paused ? 'unpause' : 'start', name], 'done');
  return true;
}
