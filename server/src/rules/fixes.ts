import type { Dockerfile } from '../model/dockerfile';
import type { Span } from '../parser/nodes';
import type { Diagnosed } from './lint';
import type { Fix, TextChange } from './rule';

/** Applies changes, which must not overlap, to a text. Insertions at one place keep their order. */
export function applyChanges(text: string, changes: readonly TextChange[]): string {
  const ordered = [...changes].sort((a, b) => a.start - b.start || a.end - b.end);
  let result = '';
  let at = 0;
  for (const { start, end, text: replacement } of ordered) {
    result += text.slice(at, start) + replacement;
    at = end;
  }
  return result + text.slice(at);
}

/**
 * The safe fixes of these findings that can be applied together: the preferred one of each, in document order, those left
 * out that touch what an earlier one changes.
 */
export function compatibleFixes(found: readonly Diagnosed[]): Fix[] {
  const taken: TextChange[] = [];
  const fixes: Fix[] = [];
  for (const { fixes: offered } of found) {
    const fix = offered.find(({ safe, needsInput }) => safe && !needsInput);
    if (!fix) continue;
    const added = fix.changes.filter((change) => !taken.some((other) => sameChange(change, other)));
    if (added.some((change) => taken.some((other) => collides(change, other)))) continue;
    taken.push(...added);
    fixes.push({ ...fix, changes: added });
  }
  return fixes;
}

/** Two changes cannot be applied together when they overlap or when both write at the same place. */
function collides(a: Span, b: Span): boolean {
  return a.start === b.start || (a.start < b.end && b.start < a.end);
}

function sameChange(a: TextChange, b: TextChange): boolean {
  return a.start === b.start && a.end === b.end && a.text === b.text;
}

/** A document that fixes change: made anew from each new text. */
export interface FixableFile {
  readonly file: Dockerfile;
  readonly diagnostics: readonly Diagnosed[];
}

/** How often fixes may uncover further findings with fixes before something must be wrong. */
const maxRounds = 20;

/**
 * Applies all safe fixes again and again until none is left. `check` parses and checks a text; the result is what it gave for
 * the last one.
 */
export function fixAll(start: FixableFile, check: (text: string) => FixableFile): FixableFile {
  let current = start;
  const seen = new Set([current.file.text]);
  for (let round = 0; round < maxRounds; round++) {
    const changes = compatibleFixes(current.diagnostics).flatMap((fix) => fix.changes);
    const text = applyChanges(current.file.text, changes);
    if (changes.length === 0 || seen.has(text)) break;
    seen.add(text);
    current = check(text);
  }
  return current;
}
