import { dirname, resolve } from 'node:path';
import { ConfigFinder, type FoundConfig, readConfig } from '../config/find-config';
import { lintOptions } from '../config/lint-options';
import { analyze } from '../model/analyze';
import type { Dockerfile, ModelOptions } from '../model/dockerfile';
import { parse } from '../parser/parse';
import { type Diagnosed, inDocumentOrder, lint, severityRank } from '../rules/lint';
import type { LintOptions } from '../rules/options';
import type { Severity } from '../rules/rule';
import {
  buildArgs,
  type Command,
  choiceOption,
  type Invocation,
  type OptionValues,
  stringOption,
  UsageError,
} from './command';
import { type InputFile, readInputs } from './files';
import { jsonReport } from './report-json';
import { sarifReport } from './report-sarif';
import { textReport } from './report-text';
import type { Terminal } from './terminal';

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
  const format = choiceOption(values, 'format', ['text', 'json', 'sarif'], 'text');
  const threshold = thresholdOption(values);
  const configs = new Configs(values, terminal);
  const model = modelOptions(values);
  const inputs = await readInputs(paths, terminal, stringOption(values, 'stdin-filename'));

  const checked = inputs.files.map((input) => check(input, configs.optionsFor(input), model, terminal));
  if (format === 'json') terminal.out(jsonReport(checked));
  else if (format === 'sarif') terminal.out(sarifReport(checked));
  else terminal.out(textReport(checked, terminal.color && !values['no-color']));

  if (inputs.failed || configs.failed) return 2;
  return checked.some(({ input, diagnostics }) => fails(diagnostics, threshold ?? configs.thresholdFor(input))) ? 1 : 0;
}

function check(input: InputFile, options: LintOptions, model: ModelOptions, terminal: Terminal): Checked {
  const file = analyze(parse(input.text), model);
  const diagnostics = lint(file, options, {
    onRuleError: ({ code }, error) => {
      const detail = error instanceof Error ? error.message : String(error);
      terminal.err(`quayside: rule ${code} could not check ${input.name}; please report this (${detail})`);
    },
  });
  return { input, file, diagnostics: inDocumentOrder(diagnostics) };
}

/** The config files of a run, each problem of which is told once. */
class Configs {
  failed = false;
  readonly #finder = new ConfigFinder();
  readonly #given: FoundConfig | undefined;
  readonly #search: boolean;
  readonly #told = new Set<string>();
  readonly #terminal: Terminal;

  constructor(values: OptionValues, terminal: Terminal) {
    this.#terminal = terminal;
    const path = stringOption(values, 'config');
    this.#search = path === undefined && !values['no-config'];
    if (path === undefined) return;
    this.#given = readConfig(resolve(terminal.folder, path));
    if (!this.#given) throw new Error(`cannot read ${path}: no such file`);
  }

  optionsFor(input: InputFile): LintOptions {
    const found = this.#configFor(input);
    if (found && found.problems.length > 0 && !this.#told.has(found.path)) {
      this.#told.add(found.path);
      this.failed = true;
      for (const { line, message } of found.problems)
        this.#terminal.err(`quayside: ${found.path}:${line + 1}: ${message}`);
    }
    return lintOptions(found?.config);
  }

  thresholdFor(input: InputFile): Severity {
    const config = this.#configFor(input)?.config;
    return config?.noFail ? 'off' : (config?.failureThreshold ?? 'error');
  }

  #configFor(input: InputFile): FoundConfig | undefined {
    return this.#given ?? (this.#search ? this.#finder.forFolder(dirname(input.path)) : undefined);
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
