import { BuildContexts, BuildContexts } from '../context/build-context';
import { analyze } from '../model/analyze';
import type { Dockerfile, ModelOptions } from '../model/dockerfile';
import { parse } from '../parser/parse';
import { type FixableFile, fixAll } from '../rules/fixes';
import { type Diagnosed, inDocumentOrder, lint, severityRank } from '../rules/lint';
import type { LintOptions } from '../rules/options';
import type { Severity } from '../rules/rule';
import { ShellCheck } from '../shellcheck/shellcheck';
import {
  buildArgs,
  type Command,
  choiceOption,
  type Invocation,
  type OptionValues,
  stringOption,
  UsageError,
} from './command';
import { Configs } from './configs';
import { type InputFile, readInputs } from './files';
import { jsonReport } from './report-json';
import { sarifReport } from './report-sarif';
import { textReport } from './report-text';
import type { Terminal } from './terminal';
import { replaceFile } from './write-file';

/** A checked file. */
export interface Checked {
  readonly input: InputFile;
  readonly file: Dockerfile;
  readonly diagnostics: readonly Diagnosed[];
}

const thresholdNames = ['error', 'warning', 'info', 'hint', 'style', 'none'] as const;

export const lintCommand: Command = {
  name: 'lint',
  summary: 'Check files and say what is wrong in them',
  usage:
    'lint [--format text|json|sarif] [--config FILE] [--no-config] [--no-shellcheck] [--stdin-filename NAME] [--fix] PATH... | -',
  optionHelp: [
    ['--format FORMAT', 'text (default), json or sarif'],
    ['--config FILE', 'a .hadolint.yaml to use for all files'],
    ['--no-config', 'look for no .hadolint.yaml next to files and in parent folders'],
    ['--no-shellcheck', 'do not run shellcheck on shell code'],
    ['--stdin-filename NAME', 'the name that standard input goes by'],
    ['--fix', 'mend what can safely be mended, and report the rest'],
    [
      '--failure-threshold S',
      `least severity that makes the exit status 1: ${thresholdNames.join(', ')}; default error`,
    ],
    ['--build-arg K=V', 'value of a build argument; may be repeated'],
    ['--target STAGE', 'the stage to build'],
    ['--no-color', 'plain text'],
  ],
  options: {
    format: { type: 'string' },
    config: { type: 'string' },
    'no-config': { type: 'boolean' },
    'no-shellcheck': { type: 'boolean' },
    'stdin-filename': { type: 'string' },
    fix: { type: 'boolean' },
    'failure-threshold': { type: 'string' },
    'build-arg': { type: 'string', multiple: true },
    target: { type: 'string' },
    'no-color': { type: 'boolean' },
  },
  run: runLint,
};

async function runLint({ values, paths, terminal }: Invocation): Promise<number> {
  if (paths.length === 0) throw new UsageError('no file or folder given');
  if (values['fix'] && paths.includes('-'))
    throw new UsageError('--fix writes files and cannot be used with standard input');
  const format = choiceOption(values, 'format', ['text', 'json', 'sarif'], 'text');
  const threshold = thresholdOption(values);
  const configs = new Configs(values, terminal);
  const model = modelOptions(values);
  const contexts = new BuildContexts();
  const contexts = new BuildContexts();
  const inputs = await readInputs(paths, terminal, stringOption(values, 'stdin-filename'));
  const color = terminal.color && !values['no-color'];

  const runs = inputs.files.map((input) => new FileRun(input, configs.optionsFor(input), model, contexts, terminal));
  const unwritten = values['fix'] ? runs.filter((run) => !run.fix()) : [];
  const notes = values['no-shellcheck'] ? [] : await addShellCheck(runs);
  if (format === 'json') terminal.out(jsonReport(runs));
  else if (format === 'sarif') terminal.out(sarifReport(runs));
  else terminal.out(textReport(runs, color, notes));

  if (inputs.failed || configs.failed || unwritten.length > 0) return 2;
  return runs.some(({ input, diagnostics }) => fails(diagnostics, threshold ?? configs.thresholdFor(input))) ? 1 : 0;
}

/** Adds what ShellCheck finds. Gives notes for the reader of the report. */
async function addShellCheck(runs: readonly FileRun[]): Promise<string[]> {
  const notes: string[] = [];
  const shellcheck = new ShellCheck({ onUnavailable: (sentence) => notes.push(sentence) });
  await Promise.all(runs.map((run) => run.add(shellcheck)));
  shellcheck.close();
  return notes;
}

/** What all files of a run share. */
interface Surroundings {
  readonly model: ModelOptions;
  readonly contexts: BuildContexts;
  readonly terminal: Terminal;
}

/** The check of one file. */
class FileRun implements Checked {
  file: Dockerfile;
  diagnostics: readonly Diagnosed[];

  constructor(
    readonly input: InputFile,
    private readonly options: LintOptions,
    private readonly model: ModelOptions,
    private readonly contexts: BuildContexts,
    private readonly terminal: Terminal,
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

  async add(shellcheck: ShellCheck): Promise<void> {
    const found = await shellcheck.check(this.file, this.options);
    if (found.length > 0) this.diagnostics = inDocumentOrder([...this.diagnostics, ...found]);
  }

  private check(text: string): FixableFile {
    const tree = parse(text);
    const file = analyze(tree, { ...this.model, context: this.contexts.of(this.input.path, tree) });
    const diagnostics = lint(file, this.options, {
      onRuleError: ({ code }, error) => {
        const detail = error instanceof Error ? error.message : String(error);
        terminal.err(`quayside: rule ${code} could not check ${this.input.name}; please report this (${detail})`);
      },
    });
    return { file, diagnostics };
  }
}

function thresholdOption(values: OptionValues): Severity | undefined {
  if (values['failure-threshold'] === undefined) return undefined;
  const word = choiceOption(values, 'failure-threshold', thresholdNames, 'error');
  return word === 'none' ? 'off' : word === 'style' ? 'hint' : word;
}

function fails(diagnostics: readonly Diagnosed[], threshold: Severity): boolean {
  return threshold !== 'off' && diagnostics.some(({ severity }) => severityRank(severity) <= severityRank(threshold));
}

function modelOptions(values: OptionValues): ModelOptions {
  const target = stringOption(values, 'target');
  return { buildArgs: buildArgs(values), ...(target === undefined ? {} : { target }) };
}
