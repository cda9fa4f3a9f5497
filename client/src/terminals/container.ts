import type { Duplex } from 'node:stream';
import type { Engine } from '../engine/engine';
import type { Ui } from '../ui';
import { terminalSession } from './session';

/** A container's own process, to be shown in a terminal. */
export interface AttachedContainer {
  readonly id: string;
  readonly name: string;
  /** The connection that attach took over. */
  readonly stream: Duplex;
  /** Whether the container has a terminal of its own. */
  readonly tty: boolean;
  /** The container was started for this terminal, and is stopped when that is closed. */
  readonly owned: boolean;
}

/** Opens a terminal of the editor on an attached container. `release` is called when that has closed. */
export function openContainerTerminal(ui: Ui, engine: Engine, attached: AttachedContainer, release: () => void): void {
  const { id, name, stream, tty, owned } = attached;
  ui.openTerminal(name, async (screen, size) => {
    if (!owned) {
      screen.show(`\x1b[2mAttached to ${name}, which goes on when this terminal is closed.\x1b[0m\r\n`);
    }
    return terminalSession(screen, size, {
      stream,
      tty,
      farewell: () => farewell(engine, attached).finally(release),
      resize: (columns, rows) => engine.containers.resize(id, { columns, rows }),
      hangUp: async () => {
        stream.destroy();
        await (owned ? engine.containers.stop(id) : Promise.resolve()).finally(release);
      },
    });
  });
}

async function farewell(engine: Engine, { id, name, owned }: AttachedContainer): Promise<string | undefined> {
  const now = await engine.containers.look(id);
  if (now?.state === 'running' || now?.state === 'paused') {
    return `Detached: ${name} goes on.`;
  }
  const exitCode = now?.exitCode;
  if (owned && (!now || now.state === 'removing' || exitCode === 0)) {
    return undefined;
  }
  return exitCode === undefined ? `${name} has ended.` : `${name} has ended with exit code ${exitCode}.`;
}
