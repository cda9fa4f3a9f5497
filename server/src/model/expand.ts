import type { EscapeToken } from '../parser/nodes';
import { Lexer } from './lexer';

/**
 * How sure a value is: `open` depends on a build argument that was not given (a build without it takes the name as unset),
 * `unknown` depends on the environment of a base image that is not known here.
 */
export type Certainty = 'certain' | 'open' | 'unknown';

/** What a name stands for. Without a value it is unset, or not knowable when `certainty` is `unknown`. */
export interface Binding {
  readonly value: string | undefined;
  readonly certainty: Certainty;
}

/** A variable in a raw word; indexes into that word. */
export interface VariableReference {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly nameStart: number;
  /** False when the name is certainly unset, or open. */
  readonly matched: boolean;
}

export interface ExpansionError {
  /** BuildKit's words. */
  readonly message: string;
  readonly start: number;
  readonly end: number;
}

export interface Expansion {
  /** The result. Where a value is unknown the reference stays as written. */
  readonly text: string;
  /** With `split`: the result split at blanks that are not quoted, as EXPOSE wants it. Empty otherwise. */
  readonly words: readonly string[];
  readonly certainty: Certainty;
  readonly references: readonly VariableReference[];
  readonly error: ExpansionError | undefined;
}

export interface ExpandOptions {
  readonly escape: EscapeToken;
  lookup(name: string): Binding;
  /** Quotes are plain text (heredoc bodies). */
  readonly plainQuotes?: boolean;
  /** Fill `words`. */
  readonly split?: boolean;
}

const noReferences: readonly VariableReference[] = [];
const noWords: readonly string[] = [];

/** True for text in which nothing is to expand, unquote or unescape. */
export function isPlain(raw: string): boolean {
  return !/[$'"\\`]/.test(raw);
}

/** Expands one raw word as BuildKit's lexer does (frontend/dockerfile/shell/lex.go, ProcessWord and ProcessWords). */
export function expandWord(raw: string, options: ExpandOptions): Expansion {
  if (!isPlain(raw)) return new Lexer(raw, options).run();
  return plainExpansion(raw, options.split ? raw.split(/\s+/u).filter(Boolean) : noWords);
}

/** What becomes of text in which nothing is to expand. */
export function plainExpansion(text: string, words = noWords): Expansion {
  return { text, words, certainty: 'certain', references: noReferences, error: undefined };
}
