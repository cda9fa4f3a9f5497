import { formatted } from '../features/format';
import { defaultFormatStyle } from '../features/format/style';
import { analyze } from '../model/analyze';
import { parse } from '../parser/parse';
import { type Command, UsageError } from './command';
import { readInputs } from './files';
import { replaceFile } from './write-file';

export const formatCommand: Command = {
  name: 'format',
  summary: 'Format files in place, or standard input to standard output',
  usage: 'format [--check] PATH... | -',
  optionHelp: [['--check', 'change nothing; name the files that are not formatted, and exit with 1 if there are any']],
  options: { check: { type: 'boolean' } },
  async run({ values, paths, terminal }) {
    if (paths.length === 0) throw new UsageError('no file or folder given');
    if (paths.includes('-') && paths.length > 1) throw new UsageError("'-' stands alone");
    const { files, failed } = await readInputs(paths, terminal);
    let status = failed ? 2 : 0;
    for (const { name, path, text } of files) {
      const result = formatted(analyze(parse(text)), defaultFormatStyle);
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
