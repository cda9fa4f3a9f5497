/** The greatest distance at which a candidate is suggested. */
const maxDistance = 2;

/**
 * The candidate with the smallest Levenshtein distance, if it is at most 2; undefined when there is none or the text is
 * itself a candidate. Of several the first one with the same letters wins, since swapping letters is the commonest slip;
 * otherwise the first one.
 */
export function suggest(text: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let least = maxDistance;
  for (const candidate of candidates) {
    if (candidate === text) return undefined;
    const found = distance(text, candidate, least + 1);
    if (found > least || (found === least && best !== undefined && !isBetter(candidate, best, text))) continue;
    best = candidate;
    least = found;
  }
  return best;
}

/** Of two candidates at the same distance the one that only swaps letters. */
function isBetter(candidate: string, best: string, text: string): boolean {
  return hasSameLetters(candidate, text) && !hasSameLetters(best, text);
}

function hasSameLetters(a: string, b: string): boolean {
  return a.length === b.length && [...a].sort().join('') === [...b].sort().join('');
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

/** Levenshtein distance in UTF-16 units, or `limit` when it is not below. */
function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  const row: number[] = [];
  for (let j = 0; j <= b.length; j++) row.push(j);
  for (let i = 0; i < a.length; i++) {
    let diagonal = i;
    let left = i + 1;
    let least = left;
    for (let j = 0; j < b.length; j++) {
      const above = row[j + 1] ?? 0;
      const same = a.charCodeAt(i) === b.charCodeAt(j);
      const cell = same ? diagonal : 1 + Math.min(diagonal, above, left);
      row[j] = left;
      diagonal = above;
      left = cell;
      if (cell < least) least = cell;
    }
    row[b.length] = left;
    if (least >= limit) return limit;
  }
  return Math.min(row[b.length] ?? limit, limit);
}
