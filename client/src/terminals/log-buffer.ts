import type { LogLine } from '../engine/logs';

/** A line, and the number of the container that it is of. */
export interface SourcedLine extends LogLine {
  readonly source: number;
}

/** Bytes of a page; one line may make it longer. */
const pageSize = 1 << 16;

/** What is before the text of a line: its source, stream and the length of its time. */
const headLength = 4;

/** Lines one behind the other, as bytes. */
interface Page {
  readonly bytes: Buffer;
  /** Where each line begins. */
  readonly starts: number[];
  used: number;
}

/**
 * The last lines that were added, as many as fit into `capacity` bytes. Lines are kept as bytes and become objects when somebody looks at
 * them: of a burst nobody sees most, and objects that live for a while are what costs most.
 */
export class RecentLines {
  readonly #pages: Page[] = [];
  #size = 0;

  constructor(private readonly capacity: number) {}

  add({ time, stream, text }: LogLine, source: number): void {
    const page = this.#pageFor(headLength + 3 * (time.length + text.length));
    const { bytes, used } = page;
    page.starts.push(used);
    bytes.writeUInt16LE(source, used);
    bytes[used + 2] = stream === 'stderr' ? 2 : 1;
    // Times are far shorter; what only looks like one may not be.
    const timeLength = bytes.write(time, used + headLength, 255);
    bytes[used + 3] = timeLength;
    page.used += headLength + timeLength + bytes.write(text, used + headLength + timeLength);
  }

  clear(): void {
    this.#pages.length = 0;
    this.#size = 0;
  }

  /**
   * The last `count` lines that fulfil the condition, oldest first, among the last `among` lines; `looked` tells how many of these it took.
   */
  last(
    count: number,
    condition: (line: SourcedLine) => boolean,
    among = Number.POSITIVE_INFINITY,
  ): { readonly lines: SourcedLine[]; readonly looked: number } {
    const lines: SourcedLine[] = [];
    let looked = 0;
    for (let index = this.#pages.length - 1; index >= 0; index--) {
      const page = this.#pages[index] as Page;
      for (let line = page.starts.length - 1; line >= 0; line--) {
        if (lines.length === count || looked === among) {
          return { lines: lines.reverse(), looked };
        }
        looked++;
        const found = lineAt(page, line);
        if (condition(found)) {
          lines.push(found);
        }
      }
    }
    return { lines: lines.reverse(), looked };
  }

  #pageFor(length: number): Page {
    const last = this.#pages.at(-1);
    if (last && last.bytes.length - last.used >= length) {
      return last;
    }
    const size = Math.max(pageSize, length);
    let bytes: Buffer | undefined;
    while (this.#pages.length > 1 && this.#size + size > this.capacity) {
      const oldest = this.#pages.shift() as Page;
      this.#size -= oldest.bytes.length;
      bytes = oldest.bytes;
    }
    const page = {
      bytes: bytes?.length === size ? bytes : Buffer.allocUnsafeSlow(size),
      starts: [],
      used: 0,
    };
    this.#size += size;
    this.#pages.push(page);
    return page;
  }
}

function lineAt({ bytes, starts, used }: Page, line: number): SourcedLine {
  const start = starts[line] as number;
  const timeEnd = start + headLength + (bytes[start + 3] as number);
  return {
    source: bytes.readUInt16LE(start),
    stream: bytes[start + 2] === 2 ? 'stderr' : 'stdout',
    time: bytes.toString('latin1', start + headLength, timeEnd),
    text: bytes.toString('utf8', timeEnd, starts[line + 1] ?? used),
  };
}
