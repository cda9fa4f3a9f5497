import { bytesOf, fieldsOf, textOf } from '../engine/protobuf';

/** A step of a BuildKit build; what is told later is merged by digest. */
export interface Vertex {
  readonly digest: string;
  readonly name: string;
  readonly cached: boolean;
  /** Milliseconds since the epoch. */
  readonly started: number | undefined;
  readonly completed: number | undefined;
  readonly error: string;
}

export interface TraceRecord {
  readonly vertexes: readonly Vertex[];
  readonly logs: readonly { readonly vertex: string; readonly data: Buffer }[];
}

/**
 * Decodes a `moby.buildkit.trace` record: a StatusResponse of BuildKit's control API (api/services/control/control.proto). Unknown fields
 * are left out, and what is cut off ends the record: it never throws.
 */
export function decodeTrace(data: Buffer): TraceRecord {
  const vertexes: Vertex[] = [];
  const logs: { vertex: string; data: Buffer }[] = [];
  for (const { number, value } of fieldsOf(data)) {
    if (number === 1 && typeof value !== 'number') {
      vertexes.push(vertexOf(value));
    } else if (number === 3 && typeof value !== 'number') {
      const log = fieldsOf(value);
      logs.push({ vertex: textOf(log, 1), data: bytesOf(log, 4) });
    }
  }
  return { vertexes, logs };
}

function vertexOf(data: Buffer): Vertex {
  const fields = fieldsOf(data);
  return {
    digest: textOf(fields, 1),
    name: textOf(fields, 3),
    cached: fields.some(({ number, value }) => number === 4 && value === 1),
    started: timeOf(bytesOf(fields, 5)),
    completed: timeOf(bytesOf(fields, 6)),
    error: textOf(fields, 7),
  };
}

/** google.protobuf.Timestamp */
function timeOf(data: Buffer): number | undefined {
  const fields = fieldsOf(data);
  const part = (wanted: number) => {
    const value = fields.find(({ number }) => number === wanted)?.value;
    return typeof value === 'number' ? value : 0;
  };
  const milliseconds = part(1) * 1000 + part(2) / 1e6;
  return milliseconds > 0 ? milliseconds : undefined;
}
