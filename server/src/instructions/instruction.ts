/** A value that an argument or flag can take, for completion and hover. */
export interface KnownValue {
  readonly value: string;
  readonly summary: string;
}

export interface FlagSpec {
  /** Without dashes. */
  readonly name: string;
  /** `--mount=type=<type>,…` */
  readonly syntax: string;
  /** `bool` may stand alone; `string` wants a value; `list` may be repeated. */
  readonly type: 'bool' | 'string' | 'list';
  /** One sentence. */
  readonly summary: string;
  /** Markdown: what it does, an example, pitfalls. */
  readonly docs: string;
  readonly values?: readonly KnownValue[];
  /** True when BuildKit expands variables in the value. */
  readonly expanded: boolean;
  /** First Dockerfile frontend that has it, such as `1.4`. */
  readonly since?: string;
}

/** One overload for signature help: `COPY [--from=<stage>] <src>... <dest>`. */
export interface Signature {
  readonly label: string;
  readonly parameters: readonly { readonly label: string; readonly docs: string }[];
}

export interface Snippet {
  /** What completion shows: `COPY --from`. */
  readonly label: string;
  /** LSP snippet text. */
  readonly insert: string;
  readonly summary: string;
}

/** All that Quayside knows about a keyword; one file per keyword, listed in registry.ts. */
export interface InstructionSpec {
  /** Upper-case. */
  readonly keyword: string;
  /** One sentence: what it does to the image. */
  readonly summary: string;
  readonly syntax: readonly string[];
  /** Markdown without headings: effect on the image, pitfalls, when to use something else. */
  readonly docs: string;
  readonly example: string;
  /** Reference page. */
  readonly url: string;
  readonly flags: readonly FlagSpec[];
  readonly signatures: readonly Signature[];
  readonly snippets: readonly Snippet[];
  readonly deprecated?: string;
  /** May stand after ONBUILD. */
  readonly trigger: boolean;
  /** Which of its words BuildKit expands, in one sentence; undefined when none. */
  readonly expansion?: string;
}
