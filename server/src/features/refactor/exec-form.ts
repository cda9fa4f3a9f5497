import { quoteWords } from '../../model/start-command';
import type { Instruction } from '../../parser/nodes';
import { builtins, plainWords } from '../../shell/plain-words';
import { hasComments, isPosixShell, type Refactor, type Refactoring, type RefactorRequest } from './refactoring';

const instructions = new Set(['RUN', 'CMD', 'ENTRYPOINT', 'HEALTHCHECK']);

/** Shell form to exec form and back, where the program still gets the same arguments. */
export const execForm: Refactor = (request) => {
  const { file, instruction } = request;
  if (!instructions.has(instruction.name) || instruction.heredocs.length > 0 || hasComments(file, instruction))
    return [];
  const args = instruction.args.kind === 'healthcheck' ? instruction.args.command : instruction.args;
  if (args.kind === 'text') return toExec(args.text);
  if (args.kind === 'exec' && args.items.length > 0) {
    return toShell(
      request,
      args.span,
      args.items.map(({ value }) => value),
    );
  }
  return [];
};

function toExec({
  start,
  end,
  text,
}: {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}): Refactoring[] {
  const words = plainWords(text);
  const direct = words?.[0] === 'exec' ? words.slice(1) : words;
  const [program] = direct ?? [];
  if (!direct || program === undefined || builtins.has(program) || program.startsWith('-')) return [];
  const json = `[${direct.map((word) => JSON.stringify(word)).join(', ')}]`;
  return [{ title: 'Convert to exec form', kind: 'refactor.rewrite', changes: [{ start, end, text: json }] }];
}

function toShell(
  { file, instruction }: RefactorRequest,
  span: { readonly start: number; readonly end: number },
  words: readonly string[],
): Refactoring[] {
  if (
    !isPosixShell(file, instruction) ||
    words.some((word) => /[\r\n]/.test(word)) ||
    losesPartner(file, instruction)
  ) {
    return [];
  }
  const starts = instruction.name === 'CMD' || instruction.name === 'ENTRYPOINT';
  // exec lets the program take the place of the shell, so that it still is process 1.
  const code = `${starts ? 'exec ' : ''}${quoteWords(words)}`;
  if (code.includes('<<') || code.endsWith(file.tree.escape) || code.startsWith('[')) return [];
  return [{ title: 'Convert to shell form', kind: 'refactor.rewrite', changes: [{ ...span, text: code }] }];
}

/** An ENTRYPOINT in shell form ignores CMD, and a CMD in shell form is no list of arguments for ENTRYPOINT. */
function losesPartner(file: RefactorRequest['file'], instruction: Instruction): boolean {
  const stage = file.stageOf(instruction);
  if (instruction.name === 'RUN' || instruction.name === 'HEALTHCHECK') return false;
  if (!stage || instruction.parent) return true;
  const { Entrypoint, Cmd } = file.configOf(stage);
  return instruction.name === 'CMD' ? Entrypoint !== undefined : Cmd !== undefined;
}
