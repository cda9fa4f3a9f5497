import type { EscapeToken, Tree } from '../parser/nodes';
import { isWindowsImage } from './base-images';
import { defaultShell } from './config';
import type { Stage, StageBase } from './dockerfile';
import type { ImageConfig } from './image-config';
import { parsePragma } from './pragmas';
import type { Step } from './scope';
import { stepOf } from './variables';

/** What runs shell form in Windows images. */
const windowsShell: readonly string[] = ['cmd', '/S', '/C'];

/**
 * The words of the SHELL in force at each instruction, by instruction index. hadolint's `# hadolint shell=` counts too: before
 * the first FROM it is for every stage, later from its place on to the end of the stage.
 */
export function shellsByInstruction(
  tree: Tree,
  stages: readonly Stage[],
  stepsOf: (stage: Stage) => readonly Step[],
  externalConfig: (stage: Stage) => ImageConfig,
): readonly (readonly string[])[] {
  const shells: (readonly string[])[] = [];
  const final: (readonly string[])[] = [];
  const pragmas = shellPragmas(tree);
  const run = (steps: readonly Step[], initial: readonly string[]): readonly string[] => {
    let shell = initial;
    for (const { instruction, trigger } of steps) {
      const { args } = instruction;
      if (!trigger) shell = pragmas.get(instruction.index) ?? shell;
      if (instruction.name === 'SHELL' && args.kind === 'exec') shell = args.items.map((item) => item.value);
      if (!trigger) shells[instruction.index] = shell;
    }
    return shell;
  };
  const firstStage = stages[0]?.from.index ?? tree.instructions.length;
  run(
    tree.instructions.slice(0, firstStage).map((instruction) => stepOf(instruction, undefined)),
    defaultShell,
  );
  for (const stage of stages) {
    const { base } = stage;
    const isWindows = runsWindows(base, tree.escape);
    const preset = isWindows ? windowsShell : defaultShell;
    const inherited = base.stage ? final[base.stage.index] : externalConfig(stage).Shell;
    const named = pragmas.get(stage.from.index) ?? inherited ?? pragmas.get(firstStage);
    final.push(run(stepsOf(stage), named ?? preset));
  }
  return shells;
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
