import { BuildContexts } from '../context/build-context';
import { type Diagnosed, severityRank } from '../rules/lint';
import type { Severity } from '../rules/rule';
import { ShellCheck } from '../shellcheck/shellcheck';
import {
  type Command,
  choiceOption,
  type Invocation,
  modelOptions,
  type OptionValues,
  stringOption,
  UsageError,
} from './command';
import { Configs } from './configs';
import { FileRun } from './file-run';
import { readInputs } from './files';
import { jsonReport } from './report-json';
import { sarifReport } from './report-sarif';
import { textReport } from './report-text';

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
  const surroundings = { model: modelOptions(values), contexts: new BuildContexts(), terminal };
  const inputs = await readInputs(paths, terminal, stringOption(values, 'stdin-filename'));
  const color = terminal.color && !values['no-color'];

  const runs = inputs.files.map((input) => new FileRun(input, configs.optionsFor(input), surroundings));
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

function thresholdOption(values: OptionValues): Severity | undefined {
  if (values['failure-threshold'] === undefined) return undefined;
  const word = choiceOption(values, 'failure-threshold', thresholdNames, 'error');
  return word === 'none' ? 'off' : word === 'style' ? 'hint' : word;
}

function fails(diagnostics: readonly Diagnosed[], threshold: Severity): boolean {
  return threshold !== 'off' && diagnostics.some(({ severity }) => severityRank(severity) <= severityRank(threshold));
}
