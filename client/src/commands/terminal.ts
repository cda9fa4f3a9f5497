import type { Duplex } from 'node:stream';
import { Demultiplexer } from '../engine/demultiplexer';
import type { Engine } from '../engine/engine';
import type { Ui } from '../ui';

/**
 * Connects a terminal of the editor to an attached container. `tty` says whether the container has a terminal of its own; without one
 * its output comes in frames, and line ends have to be made fit for a terminal.
 */
export function containerScreen(
  engine: Engine,
  id: string,
  stream: Duplex,
  tty: boolean,
): Parameters<Ui['openTerminal']>[1] {
  return async (screen, { columns, rows }) => {
    const decoder = new TextDecoder();
    const show = (chunk: Buffer) => {
      const text = decoder.decode(chunk, { stream: true });
      screen.show(tty ? text : text.replace(/\r?\n/g, '\r\n'));
    };
    if (tty) {
      stream.on('data', show);
    } else {
      const frames = new Demultiplexer(({ data }) => show(data));
      stream.on('data', (chunk: Buffer) => frames.write(chunk));
    }
    // The close that follows an error says all that there is to say.
    stream.on('error', () => {});
    stream.once('close', () => screen.end('Detached: the container has ended or its engine is gone.'));
    const resize = (width: number, height: number) => {
      if (tty) {
        engine.containers.resize(id, { columns: width, rows: height }).catch(() => {});
      }
    };
    resize(columns, rows);
    return {
      write: (data) => void stream.write(tty ? data : data.replaceAll('\r', '\n')),
      resize,
      close: () => stream.destroy(),
    };
  };
}
