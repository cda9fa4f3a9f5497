import type { Instruction } from '../parser/nodes';
import type { ShellCommand, ShellScript } from '../shell/script';

/** Index of the last element for which `holds`, where it holds for a leading part of the list. */
export function lastBefore<T>(list: readonly T[], holds: (element: T) => boolean): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const element = list[middle];
    if (element !== undefined && holds(element)) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Instructions by keyword, those behind ONBUILD too, in document order. */
export function indexKeywords(instructions: readonly Instruction[]): ReadonlyMap<string, readonly Instruction[]> {
  const index = new Map<string, Instruction[]>();
  const add = (instruction: Instruction) => {
    const list = index.get(instruction.name);
    if (list) list.push(instruction);
    else index.set(instruction.name, [instruction]);
    if (instruction.name === 'ONBUILD' && instruction.args.kind === 'onbuild') add(instruction.args.instruction);
  };
  for (const instruction of instructions) add(instruction);
  return index;
}

/** The commands of RUN instructions by their names and those of their wrappers. */
export function indexCommands(
  instructions: readonly Instruction[],
  scriptOf: (instruction: Instruction) => ShellScript | undefined,
): ReadonlyMap<string, readonly ShellCommand[]> {
  const index = new Map<string, ShellCommand[]>();
  const add = (name: string, command: ShellCommand) => {
    const list = index.get(name);
    if (list) list.push(command);
    else index.set(name, [command]);
  };
  for (const instruction of instructions) {
    for (const command of scriptOf(instruction)?.commands ?? []) {
      add(command.name, command);
      for (const wrapper of command.wrappers) add(wrapper.name, command);
    }
  }
  return index;
}
