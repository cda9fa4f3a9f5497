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
  const found = file.shared(knownPaths);
  let paths = found.get(instruction);
  if (paths === undefined) {
    paths = readPaths(file, instruction);
    found.set(instruction, paths);
  }
  return paths ?? undefined;
}

/** Those that were asked for; null for an instruction that has too few. */
function knownPaths(): Map<Instruction, PathArguments | null> {
  return new Map();
}

function readPaths(file: Dockerfile, instruction: Instruction): PathArguments | null {
  const { args } = instruction;
  const path = ({ start, end }: Span, raw: string, textEnd: number): PathArgument => {
    return { start, end, raw, value: file.expand(raw, instruction), endOfText: textEnd };
  };
  let sources: PathArgument[] = [];
  if (args.kind === 'exec') sources = args.items.map((item) => path(item, item.value, item.end - 1));
  else if (args.kind === 'words') sources = args.words.map((word) => path(word, word.text, endOfText(word)));
  const destination = sources.pop();
  return destination && sources.length > 0 ? { sources, destination } : null;
}

function endOfText({ text, end }: { readonly text: string; readonly end: number }): number {
  return text.endsWith('"') || text.endsWith("'") ? end - 1 : end;
}
