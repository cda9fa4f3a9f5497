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

/** A field of text or bytes, as a message holds it. Numbers of fields are below 16. */
export function encodeField(number: number, value: string | Buffer): Buffer {
  const data = Buffer.from(value);
  const head = [(number << 3) | 2];
  for (let left = data.length; ; left >>>= 7) {
    if (left < 0x80) {
      head.push(left);
      return Buffer.concat([Buffer.from(head), data]);
    }
    head.push((left & 0x7f) | 0x80);
  }
}
