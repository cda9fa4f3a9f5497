import { parseArgs } from 'node:util';
import { version } from '../../../package.json';
import { type Command, UsageError } from './command';
import { explainCommand } from './explain-command';
import { formatCommand } from './format-command';
import { helpText } from './help';
import { lintCommand } from './lint-command';
import { rulesCommand } from './rules-command';
import type { Terminal } from './terminal';

/** What `quayside` can do, in the order of its help. */
const commands: readonly Command[] = [lintCommand, formatCommand, explainCommand, rulesCommand];

/**
 * Runs one command line (without node and script) and gives the exit status: 0 nothing found, 1 something found, 2 could not
 * run. Whatever goes wrong is told in one line on standard error.
 */
export async function main(args: readonly string[], terminal: Terminal): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    terminal.out(helpText(commands, rest[0]));
    return name === undefined ? 2 : 0;
  }
  if (name === '--version' || name === '-v') {
    terminal.out(`${version}\n`);
    return 0;
  }
  const command = commands.find((candidate) => candidate.name === name);
  if (!command) {
    terminal.err(`quayside: there is no command '${name}'; see 'quayside --help'`);
    return 2;
  }
  return runCommand(command, rest, terminal);
}

async function runCommand(command: Command, args: string[], terminal: Terminal): Promise<number> {
  try {
    const options = { ...command.options, help: { type: 'boolean', short: 'h' } } as const;
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true, strict: true });
    if (values['help']) {
      terminal.out(helpText([command], command.name));
      return 0;
    }
    return await command.run({ values, paths: positionals, terminal });
  } catch (error) {
    const message = error instanceof Error ? (error.message.split('\n', 1)[0] ?? '') : String(error);
    const hint =
      error instanceof UsageError || isParseArgsError(error) ? `; see 'quayside ${command.name} --help'` : '';
    terminal.err(`quayside ${command.name}: ${message}${hint}`);
    return 2;
  }
}

function isParseArgsError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}
