import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Demultiplexer } from '../../../client/src/engine/demultiplexer';
import { LineReader, type LogLine, unixTime } from '../../../client/src/engine/logs';
import '../../support/property-seed';

const time = '2024-06-01T12:00:00.123456789Z';

function frame(stream: 1 | 2, text: string | Buffer): Buffer {
  const data = Buffer.from(text);
  const header = Buffer.from([stream, 0, 0, 0, 0, 0, 0, 0]);
  header.writeUInt32BE(data.length, 4);
  return Buffer.concat([header, data]);
}

/** Reads frames that come in pieces of any length. */
function read(bytes: Buffer, cuts: readonly number[] = []): readonly LogLine[] {
  const lines: LogLine[] = [];
  const readers = {
    stdout: new LineReader('stdout', (line) => lines.push(line)),
    stderr: new LineReader('stderr', (line) => lines.push(line)),
  };
  const frames = new Demultiplexer(({ stream, data, first }) => readers[stream].write(data, first));
  let start = 0;
  for (const cut of [...cuts].sort((a, b) => a - b)) {
    frames.write(bytes.subarray(start, cut));
    start = Math.max(start, cut);
  }
  frames.write(bytes.subarray(start));
  readers.stdout.end();
  readers.stderr.end();
  return lines;
}

const log = Buffer.concat([
  frame(1, `${time} größe 日本\n`),
  frame(2, `${time} a problem\n`),
  frame(1, `${time} a long line, `),
  frame(2, `${time} \n`),
  frame(1, `${time.replace('00.', '01.')} in pieces\n`),
  frame(1, Buffer.concat([Buffer.from(`${time} `), Buffer.from([0xff, 0x61, 0x0a])])),
  frame(1, `${time} without an end`),
]);

const expected = [
  { time, stream: 'stdout', text: 'größe 日本' },
  { time, stream: 'stderr', text: 'a problem' },
  { time, stream: 'stderr', text: '' },
  { time, stream: 'stdout', text: 'a long line, in pieces' },
  { time, stream: 'stdout', text: '\ufffda' },
  { time, stream: 'stdout', text: 'without an end' },
];

test('lines are the same wherever the connection cuts them', () => {
  expect(read(log)).toEqual(expected);
  fc.assert(
    fc.property(fc.array(fc.nat(log.length)), (cuts) => {
      expect(read(log, cuts)).toEqual(expected);
    }),
  );
});

test('a terminal prints lines without frames', () => {
  const lines: LogLine[] = [];
  const reader = new LineReader('stdout', (line) => lines.push(line));
  reader.write(Buffer.from(`${time} one\r\n${time} two\r\n`), false);
  expect(lines.map(({ text }) => text)).toEqual(['one\r', 'two\r']);
});

test('a line without a time is kept whole', () => {
  expect(read(frame(1, 'no time here\n'))).toEqual([{ time: '', stream: 'stdout', text: 'no time here' }]);
});

test.each([
  [time, '1717243200.123456789'],
  ['2024-06-01T14:00:00+02:00', '1717243200.000000000'],
  ['2024-06-01T12:00:00.5Z', '1717243200.500000000'],
])('%s is %s', (given, unix) => {
  expect(unixTime(given)).toBe(unix);
});
