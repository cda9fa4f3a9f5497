import type { Dockerfile, ExpandedWord, Stage } from '../model/dockerfile';
import { stepOf } from '../model/variables';
import type { Flag } from '../parser/nodes';
import type { Fix } from './rule';

/** The `--platform` of a stage's FROM, with its value. */
export interface PlatformFlag extends ExpandedWord {
  readonly stage: Stage;
  readonly flag: Flag;
}

/** Every `--platform` of a file that has a value. */
export function platformFlags(file: Dockerfile): readonly PlatformFlag[] {
  return file.shared(findPlatformFlags);
}

function findPlatformFlags(file: Dockerfile): readonly PlatformFlag[] {
  const found: PlatformFlag[] = [];
  for (const stage of file.stages) {
    const flag = stage.from.flags.find(({ name, value }) => name === 'platform' && value !== undefined);
    if (!flag) continue;
    const expanded = file.expansions(stepOf(stage.from, undefined)).find(({ word }) => word.role === 'platform');
    if (expanded && !expanded.expansion.error) found.push({ ...expanded, stage, flag });
  }
  return found;
}

/** Removes a flag and the blanks after it. */
export function removeFlag({ start, end }: Flag, text: string, safe: boolean): Fix {
  const blanks = /^[ \t]*/.exec(text.slice(end))?.[0].length ?? 0;
  return { title: 'Remove --platform', changes: [{ start, end: end + blanks, text: '' }], safe };
}
