import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BuildOutput } from '../../../client/src/build/build-output';
import { decodeTrace } from '../../../client/src/build/build-trace';
import '../../support/property-seed';

/** protobuf's wire format, to write what BuildKit would send. */
function varint(value: number): number[] {
  return value < 128 ? [value] : [(value % 128) + 128, ...varint(Math.floor(value / 128))];
}
const message = (number: number, content: Buffer | string) => {
  const data = Buffer.from(content);
  return Buffer.concat([Buffer.from([...varint(number * 8 + 2), ...varint(data.length)]), data]);
};
const integer = (number: number, value: number) => Buffer.from([...varint(number * 8), ...varint(value)]);
const moment = (number: number, seconds: number) =>
  message(number, Buffer.concat([integer(1, seconds), integer(2, 500_000_000)]));

interface Step {
  readonly digest: string;
  readonly name: string;
  readonly cached?: boolean;
  readonly started?: number;
  readonly completed?: number;
  readonly error?: string;
}

function vertex({ digest, name, cached, started, completed, error }: Step): Buffer {
  return message(
    1,
    Buffer.concat([
      message(1, digest),
      message(2, 'an input'),
      message(3, name),
      ...(cached ? [integer(4, 1)] : []),
      ...(started ? [moment(5, started)] : []),
      ...(completed ? [moment(6, completed)] : []),
      ...(error ? [message(7, error)] : []),
    ]),
  );
}

function log(digest: string, data: string): Buffer {
  return message(3, Buffer.concat([message(1, digest), moment(2, 1), integer(3, 1), message(4, data)]));
}

function shown(...records: readonly unknown[]) {
  const lines: string[] = [];
  const output = new BuildOutput((line) => lines.push(line));
  for (const raw of records) {
    output.add(raw as Record<string, unknown>);
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are left out
  return { output, lines: lines.map((line) => line.replaceAll(/\x1b\[\d+m/g, '')) };
}

const trace = (...parts: readonly Buffer[]) => ({
  id: 'moby.buildkit.trace',
  aux: Buffer.concat(parts).toString('base64'),
});

test('steps of BuildKit are shown with their output, time and cache', () => {
  const run = { digest: 'sha256:a', name: '[2/3] RUN make', started: 1_700_000_000 };
  const { lines, output } = shown(
    trace(vertex({ digest: 'sha256:i', name: '[internal] load build context', started: 1_700_000_000 })),
    trace(vertex({ digest: 'sha256:a', name: run.name })),
    trace(vertex(run), log('sha256:a', 'comp')),
    trace(log('sha256:a', 'iling\nlink\u001b[2Jing\n')),
    trace(vertex({ ...run, completed: 1_700_000_002 })),
    trace(
      vertex({
        digest: 'sha256:b',
        name: '[3/3] COPY a b',
        started: 1_700_000_002,
        completed: 1_700_000_002,
        cached: true,
      }),
    ),
    { id: 'moby.image.id', aux: { ID: 'sha256:image' } },
  );
  expect(lines).toEqual([
    '#2 [2/3] RUN make',
    '#2 compiling',
    '#2 linking',
    '#2 done in 2.0 s',
    '#3 [3/3] COPY a b',
    '#3 cached',
  ]);
  expect(output.image).toBe('sha256:image');
  expect(output.failure).toBeUndefined();
});

test('a step of BuildKit that fails is told with its last lines', () => {
  const step = { digest: 'sha256:a', name: '[2/2] RUN make', started: 1_700_000_000 };
  const { output } = shown(
    trace(vertex(step), log('sha256:a', '1\n2\n3\n4\n')),
    trace(vertex({ ...step, completed: 1_700_000_001, error: 'exit code: 2' })),
    { errorDetail: { message: 'failed to solve: exit code: 2' }, error: 'failed to solve: exit code: 2' },
  );
  expect(output.failure).toEqual({
    step: '[2/2] RUN make',
    message: 'failed to solve: exit code: 2',
    lastLines: ['2', '3', '4'],
  });
});

test("the classic builder's text is shown, and its failing step told", () => {
  const { lines, output } = shown(
    { stream: 'Step 1/2 : FROM app' },
    { stream: '\n' },
    { stream: ' ---> 0123\n' },
    { stream: 'Step 2/2 : RUN false\n' },
    { stream: 'oh no\n' },
    { errorDetail: { code: 1, message: 'returned a non-zero code: 1' } },
  );
  expect(lines).toEqual(['Step 1/2 : FROM app', ' ---> 0123', 'Step 2/2 : RUN false', 'oh no']);
  expect(output.failure).toEqual({
    step: 'Step 2/2 : RUN false',
    message: 'returned a non-zero code: 1',
    lastLines: ['oh no'],
  });
});

test('bytes that are no trace are survived', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      decodeTrace(Buffer.from(bytes));
    }),
  );
});
