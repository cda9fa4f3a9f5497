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

type Field = { readonly number: number; readonly value: number | Buffer };

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

function textOf(fields: readonly Field[], number: number): string {
  return bytesOf(fields, number).toString('utf8');
}

function bytesOf(fields: readonly Field[], number: number): Buffer {
  const value = fields.find((field) => field.number === number)?.value;
  return Buffer.isBuffer(value) ? value : Buffer.alloc(0);
}

/** The fields of a message in protobuf's wire format. */
function fieldsOf(data: Buffer): readonly Field[] {
  const fields: Field[] = [];
  let position = 0;
  const varint = (): number => {
    let value = 0;
    for (let shift = 1; position < data.length; shift *= 128) {
      const byte = data[position++] ?? 0;
      value += (byte & 0x7f) * shift;
      if (byte < 0x80) {
        break;
      }
    }
    return value;
  };
  while (position < data.length) {
    const tag = varint();
    const number = Math.floor(tag / 8);
    switch (tag % 8) {
      case 0:
        fields.push({ number, value: varint() });
        break;
      case 1:
        position += 8;
        break;
      case 2: {
        const length = varint();
        fields.push({ number, value: data.subarray(position, position + length) });
        position += length;
        break;
      }
      case 5:
        position += 4;
        break;
      default:
        return fields;
    }
  }
  return fields;
}
