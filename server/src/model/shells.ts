import type { EscapeToken, Instruction, Tree } from '../parser/nodes';
import { isWindowsImage } from './base-images';
import { defaultShell } from './config';
import type { Stage, StageBase } from './dockerfile';
import type { ImageConfig } from './image-config';
import { parsePragma } from './pragmas';
import type { Step } from './scope';
import { stepOf } from './variables';

/** What runs shell form in Windows images. */
const windowsShell: readonly string[] = ['cmd', '/S', '/C'];

/** The words of the SHELL in force from one instruction on. */
export interface ShellFrom {
  readonly index: number;
  readonly shell: readonly string[];
}

/**
 * Where a SHELL comes into force, in order. hadolint's `# hadolint shell=` counts too: before the first FROM it is for every
 * stage, later from its place on to the end of the stage.
 */
export function findShells(
  tree: Tree,
  stages: readonly Stage[],
  stepsOf: (stage: Stage) => readonly Step[],
  externalConfig: (stage: Stage) => ImageConfig,
): readonly ShellFrom[] {
  const shells: ShellFrom[] = [];
  const final: (readonly string[])[] = [];
  const pragmas = shellPragmas(tree);
  const hasChanges = pragmas.size > 0 || tree.instructions.some(setsShell);
  const run = (steps: readonly Step[], initial: readonly string[]): readonly string[] => {
    let shell = initial;
    let told = initial;
    for (const { instruction, trigger } of steps) {
      if (!trigger) shell = pragmas.get(instruction.index) ?? shell;
      if (instruction.name === 'SHELL' && instruction.args.kind === 'exec')
        shell = instruction.args.items.map((item) => item.value);
      // What triggers change counts from the FROM on.
      if (trigger || shell === told) continue;
      told = shell;
      shells.push({ index: instruction.index, shell });
    }
    return shell;
  };
  const firstStage = stages[0]?.from.index ?? tree.instructions.length;
  if (hasChanges) {
    const early = tree.instructions.slice(0, firstStage).map((instruction) => stepOf(instruction, undefined));
    run(early, defaultShell);
  }
  for (const stage of stages) {
    const { base, from } = stage;
    const preset = runsWindows(base, tree.escape) ? windowsShell : defaultShell;
    const inherited = base.stage ? final[base.stage.index] : externalConfig(stage).Shell;
    const shell = pragmas.get(from.index) ?? inherited ?? pragmas.get(firstStage) ?? preset;
    shells.push({ index: from.index, shell });
    final.push(hasChanges ? run(stepsOf(stage), shell) : shell);
  }
  return shells;
}

/** True for a SHELL, as a trigger too. */
function setsShell(instruction: Instruction): boolean {
  if (instruction.name !== 'ONBUILD') return instruction.name === 'SHELL';
  return instruction.args.kind === 'onbuild' && instruction.args.instruction.name === 'SHELL';
}

/**
 * True when a base image is one of Windows, as far as its name tells. Only Windows paths make people change the escape
 * character, so that counts, too, for images of which nothing is known; official ones say it in their tag.
 */
function runsWindows({ image, raw }: StageBase, escapeToken: EscapeToken): boolean {
  if (image ? isWindowsImage(image) : /windows|nanoserver|servercore/i.test(raw)) return true;
  return escapeToken === '`' && (image?.familiarName.includes('/') ?? true);
}

/** The shells that comments name, by the index of the instruction that follows; all before the first FROM count for that. */
function shellPragmas({ comments, instructions }: Tree): ReadonlyMap<number, readonly string[]> {
  const shells = new Map<number, readonly string[]>();
  const firstStage = instructions.find(({ name }) => name === 'FROM')?.index ?? 0;
  for (const { text, start } of comments) {
    const pragma = parsePragma(text);
    if (pragma?.kind !== 'shell') continue;
    const next = instructions.find((instruction) => instruction.start > start);
    if (next) shells.set(Math.max(next.index, firstStage), [pragma.shell, '-c']);
  }
  return shells;
}
