import type { Explanation } from '../explanation';
import type { Target } from '../locate';
import { code, paragraphs } from '../markdown';

/** Explains the marker or the closing word of a heredoc. */
export function heredocHover(target: Extract<Target, { kind: 'heredoc' }>): Explanation | undefined {
  const { heredoc, instruction, span } = target;
  if (target.part === 'body') return undefined;
  const what =
    instruction.name === 'RUN'
      ? 'The lines up to it are a script for the shell, or for the program that a `#!` line in them names.'
      : 'The lines up to it become a file in the image.';
  const expands =
    instruction.name === 'RUN'
      ? undefined
      : heredoc.expand
        ? 'Variables in it are expanded; quote the name to prevent that.'
        : 'Variables in it are not expanded, since the name is quoted.';
  return {
    span,
    markdown: paragraphs(
      `**Heredoc** that ends at a line ${code(heredoc.name)}.`,
      what,
      expands,
      heredoc.chomp && 'Leading tabs of its lines are removed (`<<-`).',
    ),
  };
}
