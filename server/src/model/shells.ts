import { isWindowsImage } from './base-images';
import { defaultShell } from './config';
import type { Stage } from './dockerfile';
import type { ImageConfig } from './image-config';
import type { Step } from './scope';

/** What runs shell form in Windows images. */
const windowsShell: readonly string[] = ['cmd', '/S', '/C'];

/** The words of the SHELL in force at each instruction, by instruction index. */
export function shellsByInstruction(
  stages: readonly Stage[],
  stepsOf: (stage: Stage) => readonly Step[],
  externalConfig: (stage: Stage) => ImageConfig,
): readonly (readonly string[])[] {
  const shells: (readonly string[])[] = [];
  const final: (readonly string[])[] = [];
  for (const stage of stages) {
    const { base } = stage;
    const preset = base.image && isWindowsImage(base.image) ? windowsShell : defaultShell;
    let shell = (base.stage ? final[base.stage.index] : externalConfig(stage).Shell) ?? preset;
    for (const { instruction, trigger } of stepsOf(stage)) {
      const { args } = instruction;
      if (instruction.name === 'SHELL' && args.kind === 'exec') shell = args.items.map((item) => item.value);
      if (!trigger) shells[instruction.index] = shell;
    }
    final.push(shell);
  }
  return shells;
}
