import type { IncomingMessage } from 'node:http';
import { StringDecoder } from 'node:string_decoder';
import { number, record, stringMap, text } from './raw';

/** Something that happened on the engine. */
export interface EngineEvent {
  readonly type: string;
  /** Without the details that follow a colon in "health_status: healthy" or "exec_create: sh". */
  readonly action: string;
  /** These details: "healthy", "sh". */
  readonly detail: string;
  /** Id of the container or network, name of the volume, id or name of the image. */
  readonly id: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Milliseconds since the epoch. */
  readonly time: number | undefined;
}

/** Reads one line of `GET /events`; undefined for what is not an event. */
export function eventOf(line: string): EngineEvent | undefined {
  let raw: unknown;
  try {
    raw = JSON.parse(line);
  } catch {
    return undefined;
  }
  const event = record(raw);
  const actor = record(event['Actor']);
  const [action = '', detail = ''] = text(event['Action'])
    .split(/:(.*)/s)
    .map((part) => part.trim());
  const nanoseconds = number(event['timeNano']);
  return action === ''
    ? undefined
    : {
        type: text(event['Type']),
        action,
        detail,
        id: text(actor['ID']),
        attributes: stringMap(actor['Attributes']),
        time: nanoseconds === undefined ? undefined : nanoseconds / 1e6,
      };
}

/** Calls `onLine` with every line of a body until it ends. Rejects when it is cut off. */
export function readLines(body: IncomingMessage, onLine: (line: string) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const decoder = new StringDecoder('utf8');
    let rest = '';
    body.on('data', (chunk: Buffer) => {
      const lines = (rest + decoder.write(chunk)).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        if (line.trim()) {
          onLine(line);
        }
      }
    });
    body.once('end', resolve);
    body.once('error', reject);
    body.once('close', resolve);
  });
}
