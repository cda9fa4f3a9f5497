import type { Dockerfile } from '../model/dockerfile';
import type { Instruction, Span } from '../parser/nodes';

/** A variable of the environment in shell code. */
export interface ShellVariable extends Span {
  readonly name: string;
  readonly nameSpan: Span;
  readonly instruction: Instruction;
  /** True where the script sets it. */
  readonly write: boolean;
}

/** Instructions whose shell code sees the variables of the file. */
const shellInstructions = ['RUN', 'CMD', 'ENTRYPOINT', 'HEALTHCHECK'];

const found = new WeakMap<Dockerfile, readonly ShellVariable[]>();

/** Variables that shell code uses or sets, in document order per instruction; those in single quotes are left out. */
export function shellVariables(file: Dockerfile): readonly ShellVariable[] {
  let variables = found.get(file);
  if (!variables) {
    variables = shellInstructions.flatMap((keyword) =>
      file.byKeyword(keyword).flatMap((instruction) => inScript(file, instruction)),
    );
    found.set(file, variables);
  }
  return variables;
}

function inScript(file: Dockerfile, instruction: Instruction): ShellVariable[] {
  const script = file.scriptOf(instruction);
  if (!script) return [];
  return [...uses(script.text, script.span.start, instruction), ...writes(script.commands, instruction)].sort(
    (a, b) => a.start - b.start,
  );
}

function uses(text: string, start: number, instruction: Instruction): ShellVariable[] {
  const variables: ShellVariable[] = [];
  const pattern = /\\[\s\S]|'[^']*'|"|\$(\{?)([A-Za-z_]\w*)\}?/g;
  let quoted = false;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const [whole, brace = '', name] = match;
    if (whole === '"') quoted = !quoted;
    else if (whole.startsWith("'") && quoted) pattern.lastIndex = match.index + 1;
    if (name === undefined) continue;
    const from = start + match.index;
    const nameStart = from + 1 + brace.length;
    variables.push({
      start: from,
      end: from + whole.length,
      name,
      nameSpan: { start: nameStart, end: nameStart + name.length },
      instruction,
      write: false,
    });
  }
  return variables;
}

const setters = new Set(['export', 'readonly', 'local', 'declare', 'typeset', 'unset', 'read']);

function writes(
  commands: NonNullable<ReturnType<Dockerfile['scriptOf']>>['commands'],
  instruction: Instruction,
): ShellVariable[] {
  return commands.flatMap((command) => {
    const assigned = command.assignments.map(({ name, span }) => ({ name, start: span.start }));
    const declared = setters.has(command.name)
      ? command.args.flatMap(({ text, start, quoted }) => {
          const name = quoted ? undefined : /^[A-Za-z_]\w*/.exec(text)?.[0];
          return name === undefined ? [] : [{ name, start }];
        })
      : [];
    return [...assigned, ...declared].map(({ name, start }) => {
      const span = { start, end: start + name.length };
      return { ...span, name, nameSpan: span, instruction, write: true };
    });
  });
}
