/** A field of a message in protobuf's wire format: a number, or what has a length. */
export type Field = { readonly number: number; readonly value: number | Buffer };

/** Reads the fields of a message. What is cut off ends it, and fixed-size numbers are left out: it never throws. */
export function fieldsOf(data: Buffer): readonly Field[] {
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

/** The bytes of a field; none when it is missing. */
export function bytesOf(fields: readonly Field[], number: number): Buffer {
  const value = fields.find((field) => field.number === number)?.value;
  return Buffer.isBuffer(value) ? value : Buffer.alloc(0);
}

export function textOf(fields: readonly Field[], number: number): string {
  return bytesOf(fields, number).toString('utf8');
}

/** The number that a field holds; 0 when it is missing, as in every message. */
export function numberOf(fields: readonly Field[], number: number): number {
  const value = fields.find((field) => field.number === number)?.value;
  return typeof value === 'number' ? value : 0;
}

/** A field of text or bytes, as a message holds it. Numbers of fields are below 16. */
export function encodeField(number: number, value: string | Buffer): Buffer {
  const data = typeof value === 'string' ? Buffer.from(value) : value;
  return Buffer.concat([fieldHead(number, data.length), data]);
}

/** What comes before the bytes of a field. */
export function fieldHead(number: number, length: number): Buffer {
  return Buffer.from([(number << 3) | 2, ...varintOf(length)]);
}

/** A field that holds a number that is not negative. */
export function encodeNumber(number: number, value: number | bigint): Buffer {
  return Buffer.from([number << 3, ...varintOf(value)]);
}

function varintOf(value: number | bigint): readonly number[] {
  const bytes: number[] = [];
  let left = BigInt(value);
  for (; left > 0x7fn; left >>= 7n) {
    bytes.push(Number(left & 0x7fn) | 0x80);
  }
  bytes.push(Number(left));
  return bytes;
}
