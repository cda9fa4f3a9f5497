import type { Dockerfile, Stage } from '../model/dockerfile';
import { mountField, mountsOf } from '../model/mounts';
import type { Instruction } from '../parser/nodes';
import type { ShellCommand } from '../shell/script';

/**
 * True when the layer of an instruction is part of the image that the build makes: its stage is the target (the last one by
 * default) or one that the target is built on. What a mere build stage leaves behind takes no room in the image. Triggers
 * run in other people's builds, so theirs always count.
 */
export function reachesImage(file: Dockerfile, instruction: Instruction): boolean {
  const stage = file.stageOf(instruction);
  return !stage || instruction.parent !== undefined || file.shared(layersOf).has(stage);
}

/** The stages whose layers the image is made of. */
function layersOf(file: Dockerfile): ReadonlySet<Stage> {
  const target = file.options.target?.toLowerCase();
  const result = file.stages.find(({ name }) => name !== undefined && name === target) ?? file.stages.at(-1);
  return new Set(result && file.ancestry(result));
}

/** True when a cache or tmpfs mount of the RUN keeps what is written to a folder out of the layer. */
export function isMounted(instruction: Instruction, folder: string): boolean {
  return mountsOf(instruction).some((mount) => {
    const type = mountField(mount, 'type')?.value;
    if (type !== 'cache' && type !== 'tmpfs') return false;
    const target = mountField(mount, 'target', 'dst', 'destination')?.value?.replace(/\/$/, '');
    return target !== undefined && (target.includes(folder) || holds(target, folder));
  });
}

/** True when `target` is a parent of the folder; a relative folder such as `.cache/pip` is one in some home. */
function holds(target: string, folder: string): boolean {
  if (folder.startsWith('/')) return folder.startsWith(`${target}/`);
  const parent = folder.slice(0, folder.lastIndexOf('/'));
  return parent !== '' && target.endsWith(`/${parent}`);
}

/** A test for commands of a RUN: does another one, later in the same RUN, do what `cleans` tells or delete one of the folders? */
export function cleanedLater(
  file: Dockerfile,
  folders: readonly string[],
  cleans: (command: ShellCommand) => boolean,
): (command: ShellCommand) => boolean {
  const lastOf = new Map<Instruction, number>();
  return ({ instruction, index }) => {
    let last = lastOf.get(instruction);
    if (last === undefined) {
      const commands = file.scriptOf(instruction)?.commands ?? [];
      last = commands.findLastIndex((command) => cleans(command) || folders.some((folder) => removes(command, folder)));
      lastOf.set(instruction, last);
    }
    return last > index;
  };
}

/** True when a command deletes a folder, what is in it, or a parent of it. */
function removes(command: ShellCommand, folder: string): boolean {
  const { name, args } = command;
  if (name !== 'rm' && !(name === 'find' && args.some(({ text }) => text === '-delete' || text === 'rm'))) return false;
  return args.some(({ text }) => text.length > 1 && !text.startsWith('-') && covers(text, folder));
}

function covers(path: string, folder: string): boolean {
  const plain = path.replace(/\/?\*?$/, '');
  if (plain.includes(folder)) return true;
  if (!folder.startsWith('/'))
    return plain.endsWith(folder.slice(0, folder.lastIndexOf('/'))) && plain.includes('.cache');
  if (!/[{*]/.test(plain)) return plain !== '' && folder.startsWith(`${plain}/`);
  return globPattern(plain).test(folder);
}

/** A path with `*` and `{a,b}` as a pattern for itself and what is below it. */
function globPattern(path: string): RegExp {
  let depth = 0;
  const source = path.replace(/[.+^$()|[\]\\?]|\*+|[{},]/g, (char) => {
    if (char.startsWith('*')) return '.*';
    if (char === '{') depth++;
    if (char === '}') depth--;
    if (char === '{') return '(?:';
    if (char === '}') return depth >= 0 ? ')' : '\\}';
    return char === ',' ? (depth > 0 ? '|' : ',') : `\\${char}`;
  });
  return new RegExp(`^${depth === 0 ? source : path.replace(/\W/g, '\\$&')}(?:/.*)?$`);
}
