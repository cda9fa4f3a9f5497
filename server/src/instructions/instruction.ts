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
  /** Section of the reference page; the instruction's when absent. */
  readonly url?: string;
}

/** One overload for signature help: `COPY [options] <src>... <dest>`. */
export interface Signature {
  /** The whole line; every parameter's label occurs in it, in order. */
  readonly label: string;
  /** A label that ends in `...` takes any number of words. `[options]` stands for the flags. */
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
  /** A Dockerfile, or lines of one stage. */
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

/** A parser directive: `# key=value` at the head of the file. */
export interface DirectiveSpec {
  /** Lower-case. */
  readonly key: string;
  readonly summary: string;
  readonly syntax: string;
  /** Markdown. */
  readonly docs: string;
  readonly example: string;
  readonly url: string;
  readonly values: readonly KnownValue[];
}

/** A type of `RUN --mount`. */
export interface MountType {
  readonly type: string;
  readonly summary: string;
  /** Markdown. */
  readonly docs: string;
  /** Value of the flag, without `--mount=`. */
  readonly example: string;
  /** LSP snippet for the value of the flag. */
  readonly insert: string;
  readonly url: string;
}

/** A key inside the value of `RUN --mount`. */
export interface MountOption {
  readonly name: string;
  readonly aliases: readonly string[];
  /** The mount types that take it. */
  readonly types: readonly string[];
  readonly kind: 'bool' | 'path' | 'stage' | 'size' | 'octal' | 'number' | 'text' | 'enum';
  readonly summary: string;
  /** Markdown, after the summary. */
  readonly docs?: string;
  readonly values?: readonly KnownValue[];
}
