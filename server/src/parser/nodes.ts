/**
 * The syntax tree of a Dockerfile. All positions are UTF-16 offsets into the document's text; spans are half-open.
 *
 * The tree is lossless: `pieces` (see pieces.ts) cover the text from first to last character. It holds no Docker
 * semantics: any keyword is accepted here, what it means is decided by `model/` and `syntax/`.
 */

/** A half-open range `[start, end)` of UTF-16 offsets. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The escape token that the `escape` directive selects. */
export type EscapeToken = '\\' | '`';

/** Something that BuildKit's parser itself would reject, on its exact words. */
export interface SyntaxProblem extends Span {
  /** Stable PascalCase name, such as `UnterminatedHeredoc`; see syntax/codes.ts. */
  readonly code: string;
  readonly message: string;
  /** What the user probably meant, when the edit is to replace the span by this text. */
  readonly suggestion?: string;
}

/** `# key=value` at the head of the file. */
export interface Directive extends Span {
  readonly kind: 'directive';
  /** Lower-cased key: `syntax`, `escape` or `check`. */
  readonly key: string;
  readonly keySpan: Span;
  /** The trimmed value. */
  readonly value: string;
  readonly valueSpan: Span;
  /** Which of BuildKit's two readers see it: its parser (`escape`, duplicates), and the scan before it (`syntax`, `check`). */
  readonly seenBy: { readonly parser: boolean; readonly prescan: boolean };
}

/** A comment line. The span starts at `#` and ends with the last character that is not white space. */
export interface Comment extends Span {
  readonly kind: 'comment';
  /** Text after `#`, trimmed. */
  readonly text: string;
  /** Zero-based line. */
  readonly line: number;
  /** True when blanks stand before the `#` (BuildKit then ignores inline `check=`). */
  readonly indented: boolean;
  /** True when the comment stands inside a continued instruction. */
  readonly inside: boolean;
}

/**
 * One logical line: physical lines joined as BuildKit joins them, with a map back to the document.
 * `text` has the same length as the sum of its ranges, which never overlap and ascend.
 */
export interface LogicalLine {
  readonly text: string;
  /** The document ranges that `text` is joined from, as flat pairs of start and end; continuations and comments lie between them. */
  ranges(): readonly number[];
  /** Document offset of the character at `index` of `text`; `text.length` gives the end of the last character. */
  offsetAt(index: number): number;
  /** Document span of `text.slice(from, to)`: from the first to the last character, continuation breaks between them included. */
  spanOf(from: number, to: number): Span;
}

/** A blank-delimited word of an instruction, as written (quotes and escapes kept, continuations removed). */
export interface Word extends Span {
  readonly text: string;
}

/** `--name=value` before the arguments. */
export interface Flag extends Span {
  /** The word as BuildKit sees it, quotes and escapes processed, e.g. `--mount=type=cache,target=/x`. */
  readonly text: string;
  /** Name without dashes, case kept. */
  readonly name: string;
  readonly nameSpan: Span;
  /** Undefined when there is no `=`. */
  readonly value: string | undefined;
  readonly valueSpan: Span | undefined;
  /** Logical-line index of the value's first raw character, so that parts of it can be mapped by `line.spanOf`. */
  readonly valueIndex: number | undefined;
  /** True when quotes or escapes were removed, so that `value` and the raw text differ. */
  readonly quoted: boolean;
}

/** An element of a JSON array; the span includes its quotes, `value` is decoded. */
export interface JsonItem extends Span {
  readonly value: string;
}

/** A name/value pair of ENV, LABEL or ARG. */
export interface Pair extends Span {
  /** Raw name, quotes and escapes kept. */
  readonly name: Word;
  /** Raw value, quotes and escapes kept; undefined when there is no `=` (ARG) . */
  readonly value: Word | undefined;
  /** `legacy` is `ENV name value`. */
  readonly form: 'equals' | 'legacy' | 'bare';
}

export interface Heredoc extends Span {
  /** The marker word `<<-"EOF"` on the instruction's line; the node's span is the marker's span. */
  readonly marker: string;
  /** Name after quote removal: the text of the closing line. */
  readonly name: string;
  readonly nameSpan: Span;
  /** `<<-`: leading tabs are stripped. */
  readonly chomp: boolean;
  /** False when any part of the name was quoted. */
  readonly expand: boolean;
  readonly fd: number | undefined;
  /** The lines between marker line and terminator, raw, with their line breaks. */
  readonly body: Span;
  /** The closing word; undefined when it is missing. */
  readonly terminator: Span | undefined;
}

/**
 * What follows keyword and flags, by the argument parser that BuildKit uses for the keyword (its line_parsers.go):
 * `text` one string, `words` blank-separated, `exec` a JSON array, `pairs` names and values,
 * `healthcheck` type plus command, `onbuild` a nested instruction, `none` nothing at all.
 */
export type Arguments =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'text';
      readonly text: Word /** Logical-line index of its first character. */;
      readonly index: number;
    }
  | { readonly kind: 'words'; readonly words: readonly Word[] }
  | {
      readonly kind: 'exec';
      readonly items: readonly JsonItem[];
      readonly span: Span;
      /** Items that are no strings: BuildKit rejects the array. Their `value` is the text as written. */
      readonly invalid: readonly Span[];
    }
  | { readonly kind: 'pairs'; readonly pairs: readonly Pair[] }
  | { readonly kind: 'healthcheck'; readonly type: Word; readonly command: Arguments }
  | { readonly kind: 'onbuild'; readonly instruction: Instruction };

/**
 * An instruction. The span reaches from its keyword to its last word, or to the terminator of its last heredoc. Parts are
 * computed at their first use, so copy what you need instead of spreading the object.
 */
export interface Instruction extends Span {
  readonly kind: 'instruction';
  /** The keyword as written. */
  readonly keyword: Word;
  /** Upper-cased keyword: `RUN`. */
  readonly name: string;
  readonly flags: readonly Flag[];
  readonly args: Arguments;
  /** False when `rest` does not begin with `[`, so that `args` is certainly no `exec`; known without taking the line apart. */
  readonly mayBeArray: boolean;
  /** Everything after keyword and flags, trimmed; an empty word at the end when there is nothing. */
  readonly rest: Word;
  /** Logical-line index of `rest`. */
  readonly restIndex: number;
  readonly line: LogicalLine;
  readonly heredocs: readonly Heredoc[];
  /** The comments that BuildKit attaches to this instruction, in order: those before it, from the last empty one on. */
  readonly comments: readonly Comment[];
  /** Zero-based first and last physical line; the last includes heredoc terminators. */
  readonly startLine: number;
  readonly endLine: number;
  /** Zero-based last physical line of the logical line, before any heredoc body. */
  readonly lastLine: number;
  /** Blank lines inside the continued instruction (each without its line break). */
  readonly emptyContinuations: readonly Span[];
  /** The ONBUILD around this instruction. */
  readonly parent: Instruction | undefined;
  /** Position among `tree.instructions`; a nested instruction has its parent's. */
  readonly index: number;
}

export interface Tree {
  readonly text: string;
  /** Offset of the first character of each physical line (split at LF). */
  readonly lineStarts: readonly number[];
  readonly escape: EscapeToken;
  readonly directives: readonly Directive[];
  /** All comments, those inside continued instructions included, in document order. Directives are not comments. */
  readonly comments: readonly Comment[];
  readonly instructions: readonly Instruction[];
  /** What the parser itself rejects, in document order. */
  readonly problems: readonly SyntaxProblem[];
}
