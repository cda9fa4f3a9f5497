import type { IncomingMessage } from 'node:http';
import { StringDecoder } from 'node:string_decoder';
import { Demultiplexer } from './demultiplexer';
import { record } from './raw';
import { type Caller, segment } from './transport';

/** One line of what a container printed, without its line end. Control characters are as they came. */
export interface LogLine {
  /** RFC 3339, as precise as the engine tells; empty when it does not. */
  readonly time: string;
  readonly stream: 'stdout' | 'stderr';
  readonly text: string;
}

export interface LogQuery {
  /** Lines from this moment on, as `LogLine.time` tells it. */
  readonly since?: string;
  /** At most so many of the last lines; all when absent. */
  readonly tail?: number;
  /** Goes on until the container ends. */
  readonly follow: boolean;
}

export type LogCalls = ReturnType<typeof logCalls>;

/** Lines that are longer are cut in pieces: memory stays bounded. In UTF-16 units. */
const longestLine = 1 << 16;

/** The engine's calls about logs. All reject with an EngineError. */
export function logCalls(caller: Caller) {
  return {
    /**
     * Reads lines until the log's end, or that of the container when following; rejects when the connection is cut. What `onLines` returns
     * is awaited before more is read. Containers with a terminal print everything to stdout.
     */
    read: async (
      id: string,
      { since, tail, follow }: LogQuery,
      onLines: (lines: readonly LogLine[]) => Promise<void> | void,
      signal: AbortSignal,
    ): Promise<void> => {
      const details = await caller.call({ what: 'read the logs', signal }, (docker) =>
        docker.getContainer(segment(id)).inspect(),
      );
      const query = {
        follow,
        stdout: true,
        stderr: true,
        timestamps: true,
        ...(since ? { since: unixTime(since) } : {}),
        ...(tail === undefined ? {} : { tail }),
      };
      const body = await caller.stream({ what: 'read the logs', signal }, `/containers/${segment(id)}/logs`, query);
      await readLines(body, record(details.Config)['Tty'] === true, onLines);
    },
  };
}

async function readLines(
  body: IncomingMessage,
  tty: boolean,
  onLines: (lines: readonly LogLine[]) => Promise<void> | void,
): Promise<void> {
  let lines: LogLine[] = [];
  const keep = (line: LogLine) => lines.push(line);
  const readers = { stdout: new LineReader('stdout', keep), stderr: new LineReader('stderr', keep) };
  const frames = new Demultiplexer(({ stream, data, first }) => readers[stream].write(data, first));
  for await (const chunk of body) {
    if (tty) {
      readers.stdout.write(chunk, false);
    } else {
      frames.write(chunk);
    }
    const read = lines;
    lines = [];
    await onLines(read);
  }
  readers.stdout.end();
  readers.stderr.end();
  await onLines(lines);
}

/**
 * Makes lines of one stream. Each begins with its time and a blank. A line of more than 16 KB comes in pieces, each in a frame and with a
 * time of its own, of which only the first is kept.
 */
export class LineReader {
  readonly #decoder = new StringDecoder('utf8');
  #text = '';
  #time = '';
  /** The time that is being read; undefined behind it. */
  #reading: string | undefined = '';

  constructor(
    private readonly stream: LogLine['stream'],
    private readonly onLine: (line: LogLine) => void,
  ) {}

  /** `first`: the data begins an entry of the log. */
  write(data: Buffer, first: boolean): void {
    if (first) {
      this.#reading = '';
    }
    let rest = this.#decoder.write(data);
    while (rest !== '') {
      rest = this.#reading === undefined ? this.#readText(rest) : this.#readTime(rest);
    }
  }

  /** A last line without an end counts, too. */
  end(): void {
    if (this.#text !== '' || this.#time !== '') {
      this.#finish();
    }
  }

  #readTime(rest: string): string {
    const end = rest.search(/[ \n]/);
    const read = `${this.#reading}${end < 0 ? rest : rest.slice(0, end)}`;
    if (end < 0 && read.length < 64) {
      this.#reading = read;
      return '';
    }
    this.#reading = undefined;
    if (/^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/.test(read)) {
      this.#time ||= read;
      return rest.slice(rest[end] === ' ' ? end + 1 : end);
    }
    this.#text += read;
    return end < 0 ? '' : rest.slice(end);
  }

  #readText(rest: string): string {
    const end = rest.indexOf('\n');
    this.#text += end < 0 ? rest : rest.slice(0, end);
    if (end >= 0) {
      this.#finish();
      this.#reading = '';
      return rest.slice(end + 1);
    }
    if (this.#text.length > longestLine) {
      this.#finish();
    }
    return '';
  }

  #finish(): void {
    this.onLine({ time: this.#time, stream: this.stream, text: this.#text });
    this.#text = '';
    this.#time = '';
  }
}

/** `seconds.nanoseconds` since the epoch, which is what engines understand as `since`; Docker 20.10 refuses RFC 3339. */
export function unixTime(time: string): string {
  const fraction = /\.(\d+)/.exec(time)?.[1] ?? '';
  const seconds = Math.floor(Date.parse(time.replace(/\.\d+/, '')) / 1000);
  return `${seconds}.${fraction.padEnd(9, '0').slice(0, 9)}`;
}
