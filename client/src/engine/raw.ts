/** Readers for answers of an engine. They never throw: an odd record becomes an odd row, not an empty list. */

export type Raw = Readonly<Record<string, unknown>>;

export function record(value: unknown): Raw {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Raw) : {};
}

export function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

export function number(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function texts(value: unknown): readonly string[] {
  return list(value).filter((item) => typeof item === 'string');
}

/** The string-valued entries of an object, such as labels. */
export function stringMap(value: unknown): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(record(value)).flatMap(([key, item]) => (typeof item === 'string' ? [[key, item]] : [])),
  );
}

/** Milliseconds since the epoch of an RFC 3339 time; undefined for Go's zero time ("0001-01-01T00:00:00Z") and for nonsense. */
export function time(value: unknown): number | undefined {
  const milliseconds = Date.parse(text(value));
  return milliseconds > 0 ? milliseconds : undefined;
}

/** Milliseconds since the epoch of a number of seconds. */
export function seconds(value: unknown): number | undefined {
  const count = number(value);
  return count !== undefined && count > 0 ? count * 1000 : undefined;
}
