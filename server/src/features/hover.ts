import type { Hover, Position } from 'vscode-languageserver-types';
import type { Dockerfile } from '../model/dockerfile';
import type { Explanation, HoverOptions } from './explanation';
import { commentHover } from './hover/comment';
import { directiveHover } from './hover/directive';
import { flagHover, mountHover } from './hover/flag';
import { heredocHover } from './hover/heredoc';
import { imageHover } from './hover/image';
import { keywordHover } from './hover/keyword';
import { sourceHover } from './hover/source';
import { stageHover, stageNameHover } from './hover/stage';
import { valueHover } from './hover/value';
import { variableHover } from './hover/variable';
import { locate, type Target } from './locate';
import { offsetAt, rangeOf } from './positions';

/** Explains what stands at a position: what it does to the image, what it means, what value it has. */
export function hover(file: Dockerfile, position: Position, options: HoverOptions): Hover | null {
  const explanation = explain(file, offsetAt(file.tree, position), options);
  if (!explanation) return null;
  return {
    contents: { kind: 'markdown', value: explanation.markdown },
    range: rangeOf(file.tree, explanation.span),
  };
}

function explain(file: Dockerfile, offset: number, options: HoverOptions): Explanation | undefined {
  const target = locate(file, offset);
  if (!target) return undefined;
  if (target.kind === 'directive') return directiveHover(target);
  if (target.kind === 'comment') return commentHover(file, target.comment, offset);
  return variableHover(file, target, offset) ?? stageHover(file, offset) ?? partHover(file, target, offset, options);
}

function partHover(
  file: Dockerfile,
  target: Exclude<Target, { kind: 'directive' | 'comment' }>,
  offset: number,
  options: HoverOptions,
): Explanation | undefined {
  switch (target.kind) {
    case 'keyword':
      return keywordHover(file, target.instruction, options.state);
    case 'flag':
      return flagHover(target, options);
    case 'mount':
      return sourceHover(file, target, offset) ?? mountHover(target, options);
    case 'heredoc':
      return heredocHover(target);
    case 'argument':
      return (
        imageHover(file, target, options) ??
        stageNameHover(file, target) ??
        sourceHover(file, target, offset) ??
        valueHover(file, target)
      );
  }
}
