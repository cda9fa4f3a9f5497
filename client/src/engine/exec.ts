import type { Duplex } from 'node:stream';
import { Demultiplexer, type Frame } from './demultiplexer';
import { EngineError } from './errors';
import { number, type Raw, record, text } from './raw';
import { type Caller, segment } from './transport';

/** A process to start in a running container. */
export interface ExecSpec {
  readonly command: readonly string[];
  /** `user`, `uid` or `uid:gid`; the container's own when absent. */
  readonly user?: string;
  /** Absolute path; the container's own when absent. */
  readonly folder?: string;
  /** `NAME=value`, added to the container's own. */
  readonly environment?: readonly string[];
  /** Gives the process a terminal. */
  readonly tty: boolean;
  /** What detaches, in the engine's notation ("ctrl-p,ctrl-q"). */
  readonly detachKeys?: string;
}

export interface ExecState {
  readonly running: boolean;
  /** Undefined while it runs. */
  readonly exitCode: number | undefined;
}

/** What a process that has ended printed: stdout and stderr in the order they came. */
export interface ExecResult {
  readonly exitCode: number | undefined;
  readonly output: string;
}

/** What a process that has ended printed, its streams apart. */
export interface ExecCapture {
  readonly exitCode: number | undefined;
  readonly stdout: Buffer;
  readonly stderr: string;
}

export type ExecCalls = ReturnType<typeof execCalls>;

const longestOutput = 1 << 20;

/** The engine's calls about further processes in a running container. All reject with an EngineError. */
export function execCalls(caller: Caller) {
  const create = async (container: string, spec: ExecSpec, signal?: AbortSignal): Promise<string> => {
    const created: unknown = await caller.call({ what: 'start a process in the container', signal }, (docker) =>
      docker.getContainer(segment(container)).exec(bodyOf(spec)),
    );
    return text(record(created)['id']);
  };
  /** Starts it and takes over the connection. Podman goes by the terminal flag of `create`, Docker by this one: pass the same. */
  const start = (id: string, tty: boolean, signal?: AbortSignal): Promise<Duplex> =>
    caller.hijack({ what: 'start a process in the container', signal }, `/exec/${segment(id)}/start`, {
      Detach: false,
      Tty: tty,
    });
  const look = async (id: string, signal?: AbortSignal): Promise<ExecState> => {
    const state = record(
      await caller.call({ what: 'look up the process', signal }, (docker) => docker.getExec(segment(id)).inspect()),
    );
    const running = state['Running'] === true;
    return { running, exitCode: running ? undefined : number(state['ExitCode']) };
  };
  return {
    create,
    start,
    look,
    /** Only after the start: an engine waits ten seconds for a process that is not there. */
    resize: (id: string, size: { readonly columns: number; readonly rows: number }, signal?: AbortSignal) =>
      caller
        .call({ what: 'resize the terminal', signal }, (docker) =>
          docker.getExec(segment(id)).resize({ w: size.columns, h: size.rows }),
        )
        .then(() => {}),
    /** Runs a process to its end, without input unless some is given. Its output is cut at 1 MiB; cancelling leaves the process to itself. */
    run: async (
      container: string,
      spec: Omit<ExecSpec, 'tty'>,
      signal?: AbortSignal,
      input?: Uint8Array,
    ): Promise<ExecResult> => {
      const id = await create(container, { ...spec, tty: false }, signal);
      const frames = await readAll(await start(id, false, signal), longestOutput, signal, input);
      const { exitCode } = await look(id, signal);
      return { exitCode, output: Buffer.concat(frames.map(({ data }) => data)).toString('utf8') };
    },
    /** As `run`, byte for byte; rejects when there is more than `limit` bytes. */
    capture: async (
      container: string,
      spec: Omit<ExecSpec, 'tty'>,
      limit: number,
      signal?: AbortSignal,
    ): Promise<ExecCapture> => {
      const id = await create(container, { ...spec, tty: false }, signal);
      const frames = await readAll(await start(id, false, signal), limit + 1, signal);
      const of = (stream: Frame['stream']) =>
        Buffer.concat(frames.flatMap((frame) => (frame.stream === stream ? [frame.data] : [])));
      const stdout = of('stdout');
      if (stdout.length > limit) {
        throw new EngineError('failed', `The process printed more than ${limit} bytes.`);
      }
      const { exitCode } = await look(id, signal);
      return { exitCode, stdout, stderr: of('stderr').toString('utf8') };
    },
  };
}

function bodyOf({ command, user, folder, environment, tty, detachKeys }: ExecSpec): Raw {
  return {
    AttachStdin: true,
    AttachStdout: true,
    AttachStderr: true,
    Tty: tty,
    Cmd: command,
    ...(user ? { User: user } : {}),
    ...(folder ? { WorkingDir: folder } : {}),
    ...(environment ? { Env: environment } : {}),
    ...(detachKeys ? { DetachKeys: detachKeys } : {}),
  };
}

/** What the process prints until it ends, without what comes after `limit` bytes. */
function readAll(
  stream: Duplex,
  limit: number,
  signal: AbortSignal | undefined,
  input: Uint8Array = new Uint8Array(),
): Promise<readonly Frame[]> {
  return new Promise((resolve, reject) => {
    const read: Frame[] = [];
    let length = 0;
    const frames = new Demultiplexer((frame) => {
      if (length < limit) {
        read.push(frame);
        length += frame.data.length;
      }
    });
    const stop = () => stream.destroy();
    signal?.addEventListener('abort', stop, { once: true });
    stream.on('data', (chunk: Buffer) => frames.write(chunk));
    // The close that follows says all that there is to say.
    stream.on('error', () => {});
    stream.once('close', () => {
      signal?.removeEventListener('abort', stop);
      if (signal?.aborted) {
        reject(new EngineError('cancelled', 'Cancelled.'));
      } else {
        resolve(read);
      }
    });
    stream.end(input);
  });
}
