import { fail, ok, type Result } from './result';

const numbers: Readonly<Record<string, number>> = {
  ABRT: 6,
  ALRM: 14,
  BUS: 7,
  CHLD: 17,
  CLD: 17,
  CONT: 18,
  FPE: 8,
  HUP: 1,
  ILL: 4,
  INT: 2,
  IO: 29,
  IOT: 6,
  KILL: 9,
  PIPE: 13,
  POLL: 29,
  PROF: 27,
  PWR: 30,
  QUIT: 3,
  SEGV: 11,
  STKFLT: 16,
  STOP: 19,
  SYS: 31,
  TERM: 15,
  TRAP: 5,
  TSTP: 20,
  TTIN: 21,
  TTOU: 22,
  URG: 23,
  USR1: 10,
  USR2: 12,
  VTALRM: 26,
  WINCH: 28,
  XCPU: 24,
  XFSZ: 25,
  RTMIN: 34,
  RTMAX: 64,
};

/** Number of a Linux signal: a nonzero integer, or a name in any case with or without `SIG` (`SIGTERM`, `RTMIN+3`). */
export function parseSignal(text: string): Result<number> {
  if (/^[+-]?\d+$/.test(text)) {
    const number = Number(text);
    return number !== 0 && Math.abs(number) < 2 ** 63 ? ok(number) : fail(`invalid signal: ${text}`);
  }
  const name = text.toUpperCase().replace(/^SIG/, '');
  const realTime = /^(RTMIN\+|RTMAX-)([1-9]|1[0-5])$/.exec(name);
  if (realTime) {
    const offset = Number(realTime[2]);
    if (realTime[1] === 'RTMIN+') return ok(34 + offset);
    if (offset < 15) return ok(64 - offset);
  }
  const number = Object.hasOwn(numbers, name) ? numbers[name] : undefined;
  return number === undefined ? fail(`invalid signal: ${text}`) : ok(number);
}

/** Signal names with `SIG`, for suggestions. */
export const signalNames: readonly string[] = Object.keys(numbers).map((name) => `SIG${name}`);
