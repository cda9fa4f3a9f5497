/** A piece of what a container without a terminal printed. */
export interface Frame {
  readonly stream: 'stdout' | 'stderr';
  readonly data: Buffer;
  /** The data begins a frame; engines put each entry of a log into a frame of its own. */
  readonly first: boolean;
}

const headerLength = 8;

/**
 * Takes apart the frames that attach, exec and logs send for containers without a terminal: one byte for the stream, three unused, four
 * for the length, then the data (Engine API, ContainerAttach). Frames may come in any pieces; nothing is kept but an unfinished header.
 */
export class Demultiplexer {
  readonly #header = Buffer.alloc(headerLength);
  #read = 0;
  #left = 0;
  #first = false;

  constructor(private readonly onFrame: (frame: Frame) => void) {}

  write(chunk: Buffer): void {
    let position = 0;
    while (position < chunk.length) {
      if (this.#left === 0) {
        position += this.#readHeader(chunk, position);
      } else {
        const data = chunk.subarray(position, position + this.#left);
        this.#left -= data.length;
        position += data.length;
        this.onFrame({ stream: this.#header[0] === 2 ? 'stderr' : 'stdout', data, first: this.#first });
        this.#first = false;
      }
    }
  }

  #readHeader(chunk: Buffer, position: number): number {
    const count = Math.min(headerLength - this.#read, chunk.length - position);
    chunk.copy(this.#header, this.#read, position, position + count);
    this.#read += count;
    if (this.#read === headerLength) {
      this.#left = this.#header.readUInt32BE(4);
      this.#read = 0;
      this.#first = true;
    }
    return count;
  }
}
