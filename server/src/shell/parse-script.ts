import type { Arguments, Heredoc, Instruction, Span } from '../parser/nodes';
import { type Interpreter, interpreterOf, shebangOf } from './interpreter';
import type { ShellScript } from './script';
import { readExecForm, readShellText, type ScriptParts } from './script-reader';
import { ScriptWord } from './script-sink';
import { joinedText, withLineFeeds } from './source-text';

/**
 * Characters; what is longer is no script. Linux hands a program at most 128 KiB in one argument (MAX_ARG_STRLEN), which is how
 * a shell gets the text of a RUN.
 */
const maxScriptLength = 1_000_000;

/**
 * Reads the shell code of a RUN, CMD, ENTRYPOINT or HEALTHCHECK: shell form, heredocs, and exec form as one command.
 *
 * `shell` holds the words of the SHELL in force (`['/bin/sh', '-c']` when there is none), `text` the document.
 * Undefined for other instructions, for `HEALTHCHECK NONE`, and where the interpreter (PowerShell, cmd, a heredoc's
 * `#!/usr/bin/python3`) is not POSIX-like. Never throws.
 */
export function parseScript(instruction: Instruction, shell: readonly string[], text: string): ShellScript | undefined {
  const args = commandArguments(instruction);
  if (args?.kind === 'exec') {
    const words = args.items.map(({ start, end, value }) => new ScriptWord(start, end, value, true, false));
    const raw = text.slice(args.span.start, args.span.end);
    const parts = readExecForm(words, raw, args.span.start, instruction);
    return parts && scriptOf(instruction, parts, '', raw, args.span);
  }
  if (args?.kind !== 'text') return undefined;
  const source = shellFormOf(instruction, args.text, text);
  const interpreter = source.shebang ?? interpreterOf(shell);
  if (!interpreter.posix || source.text.length > maxScriptLength) return undefined;
  const parts = readShellText(source.text, source.span.start, interpreter.pipefail, instruction);
  return scriptOf(instruction, parts, interpreter.name, source.text, source.span);
}

/** The part of an instruction that holds a command; undefined when the instruction takes none. */
function commandArguments(instruction: Instruction): Arguments | undefined {
  switch (instruction.name) {
    case 'RUN':
    case 'CMD':
    case 'ENTRYPOINT':
      return instruction.args;
    case 'HEALTHCHECK':
      return instruction.args.kind === 'healthcheck' ? instruction.args.command : undefined;
    default:
      return undefined;
  }
}

interface SourceScript {
  readonly text: string;
  readonly span: Span;
  readonly shebang?: Interpreter | undefined;
}

/** Where the shell's text stands: the joined line, a lone heredoc's body, or line and heredocs together. */
function shellFormOf(instruction: Instruction, command: Span, text: string): SourceScript {
  const { heredocs, line } = instruction;
  const lone = heredocs.length === 1 ? heredocs[0] : undefined;
  if (lone && lone.start === command.start && lone.end === command.end) {
    const body = withLineFeeds(text.slice(lone.body.start, lone.body.end));
    return { text: body, span: lone.body, shebang: shebangOf(lone.chomp ? body.replace(/^\t+/, '') : body) };
  }
  const joined = joinedText(text, command, line.ranges());
  const last = heredocs.at(-1);
  if (!last) return { text: joined, span: { start: command.start, end: command.end } };
  const end = endOf(last);
  return { text: joined + withLineFeeds(text.slice(command.end, end)), span: { start: command.start, end } };
}

function endOf(heredoc: Heredoc): number {
  return heredoc.terminator?.end ?? heredoc.body.end;
}

function scriptOf(
  instruction: Instruction,
  { commands, pipes, errors }: ScriptParts,
  interpreter: string,
  text: string,
  span: Span,
): ShellScript {
  return { instruction, commands, pipes, errors, interpreter, text, span };
}
