import type { Dockerfile } from '../model/dockerfile';
import type { Span } from '../parser/nodes';
import type { ShellCommand, ShellScript, ShellWord } from '../shell/script';
import type { TextChange } from './rule';

/** Adds a word such as `-y` behind a word of a command; in exec form as an item of the array. */
export function addWord(command: ShellCommand, after: ShellWord, word: string): TextChange {
  const text = isExecItem(command) ? `, ${JSON.stringify(word)}` : ` ${word}`;
  return { start: after.end, end: after.end, text };
}

/** Adds text to the end of a word, inside its closing quote if it has one. */
export function appendToWord(file: Dockerfile, word: Span, text: string): TextChange {
  const last = file.text[word.end - 1];
  const at = last === '"' || last === "'" ? word.end - 1 : word.end;
  return { start: at, end: at, text };
}

/** True when the words of the command are items of an exec form. */
export function isExecItem(command: ShellCommand): boolean {
  return command.depth === 0 && argumentsKind(command) === 'exec';
}

function argumentsKind({ instruction: { args } }: ShellCommand): string {
  return args.kind === 'healthcheck' ? args.command.kind : args.kind;
}

/**
 * Adds a command that runs after everything else in a script, in the style of its lines. Undefined where nothing can simply
 * be appended: exec form, a trailing comment or separator, a script in which heredocs stand.
 */
export function appendCommand(file: Dockerfile, script: ShellScript, command: string): TextChange | undefined {
  const { instruction, span, text } = script;
  const last = script.commands.at(-1);
  if (!last || instruction.args.kind !== 'text' || script.errors.length > 0) return undefined;
  const lone = instruction.heredocs[0];
  if (lone) {
    // Only a heredoc that is the whole script can take a line more.
    if (span.start !== lone.body.start || /(?:\\|&&|\||\|\|)\s*$/.test(text)) return undefined;
    const tabs = /^\t*/.exec(lastLine(text))?.[0] ?? '';
    return { start: lone.body.end, end: lone.body.end, text: `${tabs}${command}${lineBreak(file.text, span.start)}` };
  }
  if (/[;&|\\]\s*$/.test(text) || /(?:^|\s)#/.test(text)) return undefined;
  const joiner = lineJoiner(file, script) ?? ' && ';
  return { start: span.end, end: span.end, text: `${joiner}${command}` };
}

/** What stands between two commands of a script that is laid out over several lines; undefined when it stands on one. */
function lineJoiner(file: Dockerfile, { span }: ShellScript): string | undefined {
  const raw = file.text.slice(span.start, span.end);
  if (!raw.includes('\n')) return undefined;
  const token = file.tree.escape;
  const end = lineBreak(file.text, span.start);
  const lines = raw.split('\n').slice(1);
  const leading = lines.findLast((line) => /^\s*&&/.test(line));
  const indent = /^[ \t]*/.exec(leading ?? lines.find((line) => !/^\s*(?:#|$)/.test(line)) ?? '')?.[0] ?? '';
  const trailing = leading === undefined && /&&[ \t]*[\\`][ \t]*\r?\n/.test(raw);
  return trailing ? ` && ${token}${end}${indent}` : ` ${token}${end}${indent}&& `;
}

function lineBreak(text: string, from: number): string {
  const at = text.indexOf('\n', from);
  return at > 0 && text[at - 1] === '\r' ? '\r\n' : '\n';
}

function lastLine(text: string): string {
  return text.trimEnd().split('\n').at(-1) ?? '';
}
