import { fail, ok, type Result } from './result';

const nanoseconds: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1_000n,
  µs: 1_000n,
  μs: 1_000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
};

const limit = 1n << 63n;

/**
 * A Go duration (`time.ParseDuration`) in nanoseconds: an optional sign, then numbers with units such as `1m30s` or
 * `1.5h`; a plain `0` needs no unit.
 */
export function parseDuration(text: string): Result<number> {
  const invalid = () => fail(`time: invalid duration ${JSON.stringify(text)}`);
  const negative = text.startsWith('-');
  const body = negative || text.startsWith('+') ? text.slice(1) : text;
  if (body === '0') return ok(0);
  if (body === '') return invalid();
  let total = 0n;
  const part = /(\d*)(\.\d*)?([^.\d]*)/y;
  while (part.lastIndex < body.length) {
    const [, whole = '', fraction = '', unit = ''] = part.exec(body) ?? [];
    if (whole === '' && fraction.length < 2) return invalid();
    if (unit === '') return fail(`time: missing unit in duration ${JSON.stringify(text)}`);
    const scale = Object.hasOwn(nanoseconds, unit) ? nanoseconds[unit] : undefined;
    if (scale === undefined) {
      return fail(`time: unknown unit ${JSON.stringify(unit)} in duration ${JSON.stringify(text)}`);
    }
    const digits = whole.replace(/^0+/, '');
    if (digits.length > 19) return invalid();
    const decimals = fraction.slice(1, 19);
    total += BigInt(digits || 0) * scale + (BigInt(decimals || 0) * scale) / 10n ** BigInt(decimals.length);
    if (total > limit) return invalid();
  }
  if (total === limit && !negative) return invalid();
  return ok(Number(negative ? -total : total));
}
