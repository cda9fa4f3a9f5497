/** How messages follow each other in a stream: a head of fixed length, in which a number of four bytes (big-endian) tells the length behind it. */
export interface Framing {
  readonly head: number;
  readonly lengthAt: number;
  /** Longest message, in bytes without the head. */
  readonly limit: number;
}

/** Cuts a stream of bytes into messages with their heads. A message that is cut off is left out; throws when one is too long. */
export async function* framesOf(
  chunks: AsyncIterable<Uint8Array>,
  { head, lengthAt, limit }: Framing,
): AsyncGenerator<Buffer> {
  let held: Buffer = Buffer.alloc(0);
  for await (const chunk of chunks) {
    held = held.length === 0 ? Buffer.from(chunk) : Buffer.concat([held, chunk]);
    while (held.length >= head) {
      const length = held.readUInt32BE(lengthAt);
      if (length > limit) {
        throw new RangeError(`A message of ${length} bytes is longer than ${limit}`);
      }
      if (held.length < head + length) {
        break;
      }
      yield held.subarray(0, head + length);
      held = held.subarray(head + length);
    }
  }
}
