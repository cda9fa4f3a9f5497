import { validate } from 'dockerfile-utils';
import { analyze } from '../../server/src/model/analyze';
import { parse } from '../../server/src/parser/parse';
import { lint } from '../../server/src/rules/lint';
import { defaultLintOptions, type LintOptions } from '../../server/src/rules/options';
import { rules } from '../../server/src/rules/registry';
import { realisticFiles, shapes } from './generate';
import { median, ms, percentile, type Row, timed } from './stats';

/** BuildKit's own checks and syntax errors only: about what the peer's validator sets out to find, and more. */
export const buildChecksOnly: LintOptions = {
  ...defaultLintOptions,
  ignored: rules.filter((rule) => rule.source !== 'buildkit').map((rule) => rule.code),
};

export const ours = (text: string, options: LintOptions): unknown => lint(analyze(parse(text)), options);
const peer = (text: string): unknown => validate(text);

/** Rounds after which V8 has compiled what it will compile of any side. */
const warmUp = 12;

/** Files per second and time per file; both sides run on the same files in turn, in one process. */
export function throughput(rounds = 12): Row[] {
  const files = realisticFiles(300);
  const sides = {
    peer,
    checks: (text: string) => ours(text, buildChecksOnly),
    all: (text: string) => ours(text, defaultLintOptions),
  };
  const passes = { peer: [] as number[], checks: [] as number[], all: [] as number[] };
  const single = { peer: [] as number[], checks: [] as number[], all: [] as number[] };
  for (let round = 0; round < rounds + warmUp; round += 1) {
    for (const key of ['peer', 'checks', 'all'] as const) {
      const times = files.map((text) => timed(() => sides[key](text)));
      if (round < warmUp) continue;
      passes[key].push(times.reduce((a, b) => a + b, 0));
      single[key].push(...times);
    }
  }
  const perSecond = (key: keyof typeof passes) => (1000 * files.length) / median(passes[key]);
  const rate = (key: 'checks' | 'all', title: string, wanted: number): Row => ({
    what: `${title}: files per second`,
    ours: perSecond(key).toFixed(0),
    peer: perSecond('peer').toFixed(0),
    ratio: median(passes.peer.map((time, i) => time / (passes[key][i] ?? Number.NaN))),
    wanted: { ratio: wanted, text: `at least ${wanted} times` },
  });
  const one = (key: 'checks' | 'all', title: string, share: number, limit?: number): Row => {
    const value = percentile(single[key], share);
    const other = percentile(single.peer, share);
    return {
      what: `${title}: one file, p${share * 100}`,
      ours: ms(value),
      peer: ms(other),
      ratio: other / value,
      wanted:
        limit === undefined
          ? { ratio: 1, text: 'faster' }
          : { holds: value < limit && other > value, text: `under ${limit} ms and faster` },
    };
  };
  return [
    rate('checks', 'build checks', 5),
    rate('all', 'all rules', 3),
    one('checks', 'build checks', 0.5),
    one('checks', 'build checks', 0.99, 1),
    one('all', 'all rules', 0.5),
    one('all', 'all rules', 0.99),
  ];
}

/** Median of `runs` runs after one warm-up. */
const measured = (work: () => unknown, runs: number): number => {
  work();
  return median(Array.from({ length: runs }, () => timed(work)));
};

/** Time per line at 50,000 lines against 1,000 lines, for shapes that tempt a linter to be quadratic. */
export function growth(): Row[] {
  const rows: Row[] = [];
  // A short text would be checked before V8 has compiled anything, and a long one afterwards.
  for (const text of Array.from({ length: warmUp }, () => realisticFiles(300)).flat()) {
    peer(text);
    ours(text, buildChecksOnly);
    ours(text, defaultLintOptions);
  }
  for (const [shape, make] of Object.entries(shapes)) {
    const small = make(1000);
    const large = make(50_000);
    const hundred = make(100);
    for (const [title, options] of [
      ['build checks', buildChecksOnly],
      ['all rules', defaultLintOptions],
    ] as const) {
      const lines = (text: string) => text.split('\n').length;
      const atSmall = measured(() => ours(small, options), 41) / lines(small);
      const atLarge = measured(() => ours(large, options), 7) / lines(large);
      const factor = atLarge / atSmall;
      rows.push({
        what: `${shape}, ${title}: time per line, 50,000 against 1,000`,
        ours: `${factor.toFixed(2)} of 1`,
        wanted: { holds: factor <= 1.5, text: 'at most 1.5' },
      });
    }
    const fast = measured(() => ours(large, buildChecksOnly), 3);
    const slow = timed(() => peer(large));
    rows.push({
      what: `${shape}: 50,000 lines (build checks)`,
      ours: ms(fast),
      peer: ms(slow),
      ratio: slow / fast,
      wanted: { ratio: 1, text: 'faster' },
    });
    const fastSmall = measured(() => ours(hundred, buildChecksOnly), 41);
    const slowSmall = measured(() => peer(hundred), 41);
    rows.push({
      what: `${shape}: 100 lines (build checks)`,
      ours: ms(fastSmall),
      peer: ms(slowSmall),
      ratio: slowSmall / fastSmall,
      wanted: { ratio: 1, text: 'faster' },
    });
  }
  return rows;
}

/** Heap that an open, linted document keeps, as a multiple of its text (one byte per character). Needs --expose-gc. */
export function memory(): Row[] {
  const collect = globalThis.gc;
  if (collect === undefined) throw new Error('run with --expose-gc');
  const files = realisticFiles(400, 9);
  const settle = () => {
    for (let i = 0; i < 4; i += 1) collect();
    return process.memoryUsage().heapUsed;
  };
  ours(files[0] ?? '', defaultLintOptions);
  const before = settle();
  const kept = files.map((text) => {
    const file = analyze(parse(text));
    lint(file, buildChecksOnly);
    return file;
  });
  const bytes = settle() - before;
  const size = kept.reduce((sum, file) => sum + file.text.length, 0);
  return [
    {
      what: 'memory of an open document, build checks on',
      ours: `${(bytes / size).toFixed(1)} x text`,
      wanted: { holds: bytes / size < 20, text: 'under 20' },
    },
  ];
}
