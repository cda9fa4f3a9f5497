import type { Dockerfile } from '../model/dockerfile';
import type { Span } from '../parser/nodes';
import type { LintOptions } from './options';

export type Severity = 'error' | 'warning' | 'info' | 'hint' | 'off';
export type Source = 'syntax' | 'buildkit' | 'hadolint' | 'quayside' | 'shellcheck';

/** Replaces `span` of the document by `text`; an empty span inserts. */
export interface TextChange extends Span {
  readonly text: string;
}

/** An edit that mends a finding. */
export interface Fix {
  /** What the user reads in the light-bulb menu, imperative: "Use COPY". */
  readonly title: string;
  readonly changes: readonly TextChange[];
  /** Safe fixes never change what the image does except for what the rule is about; only they take part in fix-all. */
  readonly safe: boolean;
  /** With placeholders or a guess: offered one at a time, never preferred. */
  readonly needsInput?: boolean;
}

/** What a rule found, on the exact words. */
export interface Finding extends Span {
  /** One sentence that says what goes wrong here. */
  readonly message: string;
  /** The first is the preferred one. */
  readonly fixes?: readonly Fix[];
  /** Greyed out or struck through in the editor. */
  readonly tags?: readonly ('unnecessary' | 'deprecated')[];
  readonly related?: readonly (Span & { readonly message: string })[];
  /** The instruction whose line decides about suppression comments; found from the span when absent. */
  readonly suppressAt?: Span;
}

/** An example Dockerfile. In a bad one, `⟦` and `⟧` enclose what the rule marks; tests run every example. */
export type Example =
  | string
  | {
      readonly dockerfile: string;
      readonly files?: Readonly<Record<string, string>>;
      /** Images that the engine has, with their platforms. */
      readonly images?: Readonly<Record<string, string>>;
      readonly options?: Partial<LintOptions>;
    };

/** What a rule looks at: any of the keywords, and any of the commands, as far as it names some, under the options that it needs. */
export interface Subject {
  /** Upper-case keywords; those behind ONBUILD count. */
  readonly keywords?: readonly string[];
  /** Names by which `Dockerfile.commands` finds the commands of a RUN. */
  readonly commands?: readonly string[];
  /** False for options that leave nothing to look for. */
  needs?(options: LintOptions): boolean;
}

/**
 * A rule: one per file, listed in registry.ts. `check` is a pure function; it asks the model for what it needs
 * (`file.commands('apt-get')`, `file.byKeyword('COPY')`). It is only called for a file in which its `subject` occurs: most
 * rules have nothing to look at in most files. What several rules need to know of a file is found once (`file.shared`).
 */
export interface Rule {
  /** The name best known in the field: BuildKit's check, hadolint's number, a PascalCase name of ours. */
  readonly code: string;
  readonly aliases: readonly string[];
  readonly source: Exclude<Source, 'syntax' | 'shellcheck'>;
  readonly severity: Exclude<Severity, 'off'>;
  /** Default true. */
  readonly enabledByDefault?: boolean;
  /** At most 80 characters, no full stop, sentence case. */
  readonly summary: string;
  /** Why it matters and what to do, Markdown, two to eight sentences. */
  readonly why: string;
  /** The reference page; ours (docs/rules/<code>.md) when absent. */
  readonly url?: string;
  readonly bad: readonly Example[];
  readonly good: readonly Example[];
  /** True when some finding carries a fix. */
  readonly fixable: boolean;
  /** True when mending what the rule is about changes what the image is (`explain` tells a difference). */
  readonly fixChangesImage?: boolean;
  /** Without it, the rule is asked about every file. */
  readonly subject?: Subject;
  check(file: Dockerfile, options: LintOptions): Iterable<Finding>;
}
