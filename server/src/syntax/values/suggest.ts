/** The greatest distance at which a candidate is suggested. */
const maxDistance = 2;

/**
 * The candidate with the smallest Levenshtein distance, if it is at most 2; undefined when there is none or the text is
 * itself a candidate. The first of several wins.
 */
export function suggest(text: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let limit = maxDistance + 1;
  for (const candidate of candidates) {
    if (candidate === text) return undefined;
    const found = distance(text, candidate, limit);
    if (found < limit) {
      best = candidate;
      limit = found;
    }
  }
  return best;
}

/** As `suggest`, ignoring case; the result is upper case when the text is, lower case otherwise. */
export function suggestInCase(text: string, candidates: Iterable<string>): string | undefined {
  const lower = text.toLowerCase();
  const found = suggest(
    lower,
    Array.from(candidates, (candidate) => candidate.toLowerCase()),
  );
  return text === text.toUpperCase() ? found?.toUpperCase() : found;
}

/** Levenshtein distance in characters, or `limit` when it is not below. */
function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= 2 * limit) return limit;
  const from = Array.from(a);
  const to = Array.from(b);
  if (Math.abs(from.length - to.length) >= limit) return limit;
  let row = to.map((_, j) => j + 1);
  row.unshift(0);
  for (const [i, char] of from.entries()) {
    const next = [i + 1];
    for (const [j, other] of to.entries()) {
      const insert = (next[j] ?? 0) + 1;
      const remove = (row[j + 1] ?? 0) + 1;
      const replace = (row[j] ?? 0) + (char === other ? 0 : 1);
      next.push(Math.min(insert, remove, replace));
    }
    if (Math.min(...next) >= limit) return limit;
    row = next;
  }
  return Math.min(row[to.length] ?? limit, limit);
}
