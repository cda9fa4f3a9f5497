import { lineBreakOf } from '../../rules/instruction-edits';
import { chainLinks, tidy } from './chain';
import { hasComments, isPosixShell, type Refactor, type Refactoring, type RefactorRequest } from './refactoring';

/** A chain of commands to a heredoc with `set -e`, and back. */
export const heredocForm: Refactor = (request) => {
  const { file, instruction } = request;
  if (instruction.name !== 'RUN' || instruction.parent || !isPosixShell(file, instruction)) return [];
  return instruction.heredocs.length === 0 ? toHeredoc(request) : toChain(request);
};

function toHeredoc({ file, instruction }: RefactorRequest): Refactoring[] {
  const { args } = instruction;
  if (args.kind !== 'text' || hasComments(file, instruction)) return [];
  const links = chainLinks(args.text.text);
  if (!links || links.length < 2) return [];
  const lines = ['set -e', ...links.map(({ from, to }) => tidy(args.text.text.slice(from, to)))];
  const name = ['EOF', 'EOT', 'SCRIPT'].find((candidate) => !lines.includes(candidate));
  if (!name || args.text.text.includes('<<')) return [];
  const blanks = /^[ \t]*/.exec(file.text.slice(args.text.end))?.[0].length ?? 0;
  const lineBreak = lineBreakOf(file.text);
  const text = [`<<${name}`, ...lines, name].join(lineBreak);
  return [
    {
      title: 'Convert to a heredoc',
      kind: 'refactor.rewrite',
      changes: [{ start: args.text.start, end: args.text.end + blanks, text }],
    },
  ];
}

function toChain({ file, instruction }: RefactorRequest): Refactoring[] {
  const [heredoc] = instruction.heredocs;
  const { terminator, body, marker, chomp } = heredoc ?? {};
  if (instruction.heredocs.length > 1 || !heredoc || !terminator || !body) return [];
  if (instruction.rest.text !== marker) return [];
  const lines = file.text
    .slice(body.start, body.end)
    .split(/\r?\n/)
    .map((line) => (chomp ? line.replace(/^\t+/, '') : line).trim())
    .filter((line) => line !== '');
  const [first, ...rest] = lines;
  // Without set -e a command that fails does not end the script, so a chain would do something else.
  const commands = first === 'set -e' ? rest : lines.length === 1 ? lines : [];
  if (commands.length === 0 || !commands.every((line) => isLink(line))) return [];
  const lineBreak = lineBreakOf(file.text);
  const text = commands.join(` && ${file.tree.escape}${lineBreak}    `);
  return [
    {
      title: 'Convert to a chain of commands',
      kind: 'refactor.rewrite',
      changes: [{ start: heredoc.start, end: terminator.end, text }],
    },
  ];
}

/** A line that is one complete command. */
function isLink(line: string): boolean {
  return !line.endsWith('\\') && !line.endsWith('`') && !line.includes('<<') && chainLinks(line)?.length === 1;
}
