import type { StageBase } from '../model/dockerfile';
import type { Span } from '../parser/nodes';

/** Where `part` of a base image's tag is written; the whole word when the tag comes from a variable. `index` counts in the tag. */
export function tagPartSpan({ raw, span, image }: StageBase, index: number, length: number): Span {
  const tag = image?.tag;
  const at = tag === undefined ? -1 : raw.lastIndexOf(`:${tag}`);
  // A word that a continuation breaks has no simple mapping.
  if (at < 0 || raw.length !== span.end - span.start) return { start: span.start, end: span.end };
  const start = span.start + at + 1 + index;
  return { start, end: start + length };
}
