import { formatted } from '../features/format';
import { defaultFormatStyle, type FormatStyle } from '../features/format/style';
import { analyze } from '../model/analyze';
import { parse } from '../parser/parse';
import { type Command, choiceOption, type OptionValues, stringOption, UsageError } from './command';
import { readInputs } from './files';
import { replaceFile } from './write-file';

const keywordCases: readonly FormatStyle['keywordCase'][] = ['consistent', 'upper', 'lower', 'keep'];

export const formatCommand: Command = {
  name: 'format',
  summary: 'Format files in place, or standard input to standard output',
  usage: 'format [--check] [STYLE] PATH... | -',
  optionHelp: [
    ['--check', 'change nothing; name the files that are not formatted, and exit with 1 if there are any'],
    [
      '--keyword-case CASE',
      `how keywords are written: ${keywordCases.join(', ')}; default ${defaultFormatStyle.keywordCase}`,
    ],
    ['--indent', 'move the continued lines of an instruction together, one step in'],
    ['--indent-width N', `spaces of a step, 0 for a tab; default ${defaultFormatStyle.step.length}`],
    ['--one-package-per-line', 'give each package of an install command a line of its own'],
  ],
  options: {
    check: { type: 'boolean' },
    'keyword-case': { type: 'string' },
    indent: { type: 'boolean' },
    'indent-width': { type: 'string' },
    'one-package-per-line': { type: 'boolean' },
  },
  async run({ values, paths, terminal }) {
    if (paths.length === 0) throw new UsageError('no file or folder given');
    if (paths.includes('-') && paths.length > 1) throw new UsageError("'-' stands alone");
    const style = styleOf(values);
    const { files, failed } = await readInputs(paths, terminal);
    let status = failed ? 2 : 0;
    for (const { name, path, text } of files) {
      const result = formatted(analyze(parse(text)), style);
      if (values['check']) {
        if (result === text) continue;
        terminal.out(`${name} is not formatted\n`);
        status = Math.max(status, 1);
      } else if (name === '-') {
        terminal.out(result);
      } else if (result !== text) {
        try {
          replaceFile(path, text, result);
          terminal.out(`${name} formatted\n`);
        } catch (error) {
          terminal.err(`quayside: cannot write ${name}: ${error instanceof Error ? error.message : String(error)}`);
          status = 2;
        }
      }
    }
    return status;
  },
};

function styleOf(values: OptionValues): FormatStyle {
  const width = stringOption(values, 'indent-width') ?? String(defaultFormatStyle.step.length);
  if (!/^1?[0-9]$/.test(width)) throw new UsageError(`--indent-width is a number up to 19, not '${width}'`);
  return {
    keywordCase: choiceOption(values, 'keyword-case', keywordCases, defaultFormatStyle.keywordCase),
    step: width === '0' ? '\t' : ' '.repeat(Number(width)),
    indentContinuedLines: values['indent'] === true,
    onePackagePerLine: values['one-package-per-line'] === true,
  };
}
