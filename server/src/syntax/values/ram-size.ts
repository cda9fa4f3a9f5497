const units: Readonly<Record<string, number>> = {
  k: 1024,
  m: 1024 ** 2,
  g: 1024 ** 3,
  t: 1024 ** 4,
  p: 1024 ** 5,
};

/** Bytes of a size such as `10m`, `1.5g`, `512 KiB` or `100b`; undefined when it is none (`units.RAMInBytes` of docker/go-units). */
export function parseRamSize(text: string): number | undefined {
  const match = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?) ?([a-zA-Z]{0,3})$/.exec(text);
  if (!match) return undefined;
  const size = Number(match[1]);
  const suffix = (match[2] ?? '').toLowerCase();
  if (size < 0 || !Number.isFinite(size)) return undefined;
  if (suffix === '' || suffix === 'b') return Math.trunc(size);
  const unit = Object.hasOwn(units, suffix.charAt(0)) ? units[suffix.charAt(0)] : undefined;
  if (unit === undefined || !/^.(?:b|ib)?$/.test(suffix)) return undefined;
  return Math.trunc(size * unit);
}
