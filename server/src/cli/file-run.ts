import type { BuildContexts } from '../context/build-context';
import { analyze } from '../model/analyze';
import type { Dockerfile, ModelOptions } from '../model/dockerfile';
import { parse } from '../parser/parse';
import { type FixableFile, fixAll } from '../rules/fixes';
import { type Diagnosed, inDocumentOrder, lint } from '../rules/lint';
import type { LintOptions } from '../rules/options';
import type { ShellCheck } from '../shellcheck/shellcheck';
import type { InputFile } from './files';
import type { Terminal } from './terminal';
import { replaceFile } from './write-file';

/** A checked file, for reports. */
export interface Checked {
  readonly input: InputFile;
  readonly file: Dockerfile;
  readonly diagnostics: readonly Diagnosed[];
}

/** What all files of a run share. */
export interface Surroundings {
  readonly model: ModelOptions;
  readonly contexts: BuildContexts;
  readonly terminal: Terminal;
}

/** The check of one file. */
export class FileRun implements Checked {
  file: Dockerfile;
  diagnostics: readonly Diagnosed[];

  constructor(
    readonly input: InputFile,
    private readonly options: LintOptions,
    private readonly surroundings: Surroundings,
  ) {
    const { file, diagnostics } = this.check(input.text);
    this.file = file;
    this.diagnostics = diagnostics;
  }

  /** Mends the file on disk where that is safe. False when it could not be written, which was told. */
  fix(): boolean {
    const fixed = fixAll(this, (text) => this.check(text));
    if (fixed.file === this.file) return true;
    try {
      replaceFile(this.input.path, this.input.text, fixed.file.text);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.surroundings.terminal.err(`quayside: cannot write ${this.input.name}: ${reason}`);
      return false;
    }
    this.file = fixed.file;
    this.diagnostics = fixed.diagnostics;
    return true;
  }

  /** Adds what ShellCheck finds. */
  async add(shellcheck: ShellCheck): Promise<void> {
    const found = await shellcheck.check(this.file, this.options);
    if (found.length > 0) this.diagnostics = inDocumentOrder([...this.diagnostics, ...found]);
  }

  private check(text: string): FixableFile {
    const { model, contexts, terminal } = this.surroundings;
    const tree = parse(text);
    const context = this.input.inFolder ? contexts.of(this.input.path, tree) : undefined;
    const file = analyze(tree, { ...model, ...(context && { context }) });
    const diagnostics = lint(file, this.options, {
      onRuleError: ({ code }, error) => {
        const detail = error instanceof Error ? error.message : String(error);
        terminal.err(`quayside: rule ${code} could not check ${this.input.name}; please report this (${detail})`);
      },
    });
    return { file, diagnostics };
  }
}
