import type { Dockerfile } from '../../model/dockerfile';
import type { Instruction, Span } from '../../parser/nodes';
import type { ImageInfo } from '../../protocol';
import type { TextChange } from '../../rules/rule';

/** A change of form that the user asks for; what the image does stays as the title says. */
export interface Refactoring {
  readonly title: string;
  readonly kind: 'refactor.rewrite' | 'refactor.extract' | 'refactor.inline';
  readonly changes: readonly TextChange[];
}

export interface RefactorRequest {
  readonly file: Dockerfile;
  /** What is selected. */
  readonly span: Span;
  /** The innermost instruction at the start of the selection. */
  readonly instruction: Instruction;
  readonly imageInfo: (reference: string) => ImageInfo | undefined;
}

/** Offers refactorings at a selection; one per file, listed in refactorings.ts. */
export type Refactor = (request: RefactorRequest) => readonly Refactoring[];

/** True when comments stand inside the continued lines of an instruction: joining its lines would lose them. */
export function hasComments({ tree }: Dockerfile, { start, end }: Span): boolean {
  return tree.comments.some((comment) => comment.inside && start <= comment.start && comment.end <= end);
}

/** True when the shell that runs the instruction reads POSIX syntax. */
export function isPosixShell(file: Dockerfile, instruction: Instruction): boolean {
  const { Shell, unknown } = file.configAfter(instruction);
  if (Shell === undefined) return unknown.length === 0 || !/windows|nanoserver/.test(baseText(file, instruction));
  return /(^|\/)(sh|bash|ash|dash|ksh|zsh)$/.test(Shell[0] ?? '');
}

function baseText(file: Dockerfile, instruction: Instruction): string {
  const stage = file.stageOf(instruction);
  return (stage && file.ancestry(stage).at(-1)?.base.text) ?? '';
}
