import type { Dockerfile } from '../model/dockerfile';
import type { Instruction, Span } from '../parser/nodes';

/** A source or the destination of COPY or ADD. */
export interface PathArgument extends Span {
  /** As written; decoded in JSON form. */
  readonly raw: string;
  /** After expansion and quote removal; undefined when that depends on something unknown. */
  readonly value: string | undefined;
  /** Where text can be appended to the path: before a closing quote. */
  readonly endOfText: number;
}

export interface PathArguments {
  readonly sources: readonly PathArgument[];
  readonly destination: PathArgument;
}

/** The paths of a COPY or ADD, heredoc markers among the sources; undefined when there are fewer than two. */
export function pathArguments(file: Dockerfile, instruction: Instruction): PathArguments | undefined {
  const { args } = instruction;
  const written =
    args.kind === 'exec'
      ? args.items.map((item) => ({ ...spanOf(item), raw: item.value, endOfText: item.end - 1 }))
      : args.kind === 'words'
        ? args.words.map((word) => ({ ...spanOf(word), raw: word.text, endOfText: endOfText(word) }))
        : [];
  const all = written.map((argument) => ({ ...argument, value: file.expand(argument.raw, instruction) }));
  const destination = all.at(-1);
  return destination && all.length > 1 ? { sources: all.slice(0, -1), destination } : undefined;
}

function spanOf({ start, end }: Span): Span {
  return { start, end };
}

function endOfText({ text, end }: { readonly text: string; readonly end: number }): number {
  return text.endsWith('"') || text.endsWith("'") ? end - 1 : end;
}
