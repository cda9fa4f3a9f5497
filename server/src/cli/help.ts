import type { Command } from './command';

/** The help of one command, or of all when there is none of this name. */
export function helpText(commands: readonly Command[], name?: string): string {
  const command = commands.find((candidate) => candidate.name === name);
  return command ? commandHelp(command) : overview(commands);
}

function overview(commands: readonly Command[]): string {
  return [
    'Checks, explains and formats Dockerfiles.',
    '',
    'Usage:',
    ...commands.map(({ usage }) => `  quayside ${usage}`),
    '',
    'Commands:',
    ...table(commands.map(({ name, summary }) => [name, summary])),
    '',
    "A PATH is a file, or a folder that is searched for Dockerfiles and Containerfiles; '-' reads standard input.",
    "'quayside COMMAND --help' tells the options of a command; 'quayside --version' the version.",
    'Exit status: 0 nothing found, 1 something found, 2 could not run.',
    '',
  ].join('\n');
}

function commandHelp({ usage, summary, optionHelp }: Command): string {
  return [
    summary,
    '',
    'Usage:',
    `  quayside ${usage}`,
    '',
    'Options:',
    ...table([...optionHelp, ['--help', 'this text']]),
    '',
  ].join('\n');
}

function table(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}
