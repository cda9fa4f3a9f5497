import type { Duplex } from 'node:stream';
import { Demultiplexer } from '../engine/demultiplexer';
import type { TerminalScreen, TerminalSession } from '../ui';

/** A process at the other end of a connection that was taken over. */
export interface Remote {
  readonly stream: Duplex;
  /** The process has a terminal; without one its output comes in frames, and line ends have to be made adapt for a screen. */
  readonly tty: boolean;
  /** What to show when the connection has closed; undefined closes the terminal. */
  farewell(): Promise<string | undefined>;
  resize(columns: number, rows: number): Promise<void>;
  /** The user has closed the terminal while the process ran. */
  hangUp(): Promise<void>;
}

/** Connects a terminal of the editor to a process. Never throws afterwards: what fails is said on the screen. */
export function terminalSession(
  screen: TerminalScreen,
  size: { readonly columns: number; readonly rows: number },
  { stream, tty, farewell, resize, hangUp }: Remote,
): TerminalSession {
  let closed = false;
  const show = (data: string) => screen.show(tty ? data : data.replace(/\r?\n/g, '\r\n'));
  if (tty) {
    const decoder = new TextDecoder();
    stream.on('data', (chunk: Buffer) => show(decoder.decode(chunk, { stream: true })));
  } else {
    // A character may be cut in two, and the other stream come between.
    const decoders = { stdout: new TextDecoder(), stderr: new TextDecoder() };
    const frames = new Demultiplexer((frame) => show(decoders[frame.stream].decode(frame.data, { stream: true })));
    stream.on('data', (chunk: Buffer) => frames.write(chunk));
  }
  // The close that follows an error says all that there is to say.
  stream.on('error', () => {});
  stream.once('close', () => {
    if (!closed) {
      closed = true;
      farewell().then(
        (words) => screen.end(words),
        () => screen.end('The connection to the engine is lost.'),
      );
    }
  });
  const adapt = (columns: number, rows: number) => {
    if (tty && !closed) {
      // A process that has just ended has no size.
      resize(columns, rows).catch(() => {});
    }
  };
  adapt(size.columns, size.rows);
  return {
    write: (data) => {
      if (!closed) {
        stream.write(tty ? data : data.replaceAll('\r', '\n'));
      }
    },
    resize: adapt,
    close: () => {
      if (!closed) {
        closed = true;
        hangUp()
          .catch(() => {})
          .finally(() => stream.destroy());
      }
    },
  };
}
