export type Casing = 'lower' | 'upper' | 'mixed';

/** How a keyword is written; one without letters counts as lower case. */
export function casingOf(text: string): Casing {
  if (text === text.toLowerCase()) return 'lower';
  return text === text.toUpperCase() ? 'upper' : 'mixed';
}

/** The text in that case; mixed leaves it alone. */
export function inCasing(text: string, casing: Casing): string {
  if (casing === 'mixed') return text;
  return casing === 'lower' ? text.toLowerCase() : text.toUpperCase();
}
