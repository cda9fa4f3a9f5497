import type { CodeAction } from 'vscode-languageserver-types';
import type { Dockerfile } from '../model/dockerfile';
import type { Instruction, Span } from '../parser/nodes';
import type { ImageInfo } from '../protocol';
import { type CodeActionRequest, wants, workspaceEdit } from './code-actions';
import { instructionTouching } from './locate';
import { spanOf } from './positions';
import { cacheMount } from './refactor/cache-mount';
import { execForm } from './refactor/exec-form';
import { extractStage } from './refactor/extract-stage';
import { extractValue } from './refactor/extract-value';
import { heredocForm } from './refactor/heredoc';
import { mergeRuns } from './refactor/merge-runs';
import { pinDigest } from './refactor/pin-digest';
import type { Refactor } from './refactor/refactoring';
import { sortPackages } from './refactor/sort-packages';
import { splitRun } from './refactor/split-run';
import { extractTag, inlineVariable } from './refactor/variables';

/** Every refactoring, in the order of the menu. */
const all: readonly Refactor[] = [
  execForm,
  heredocForm,
  splitRun,
  mergeRuns,
  sortPackages,
  cacheMount,
  extractTag,
  extractValue,
  extractStage,
  inlineVariable,
  pinDigest,
];

/** The refactorings that fit a selection. */
export function refactorings(
  file: Dockerfile,
  request: CodeActionRequest,
  imageInfo: (reference: string) => ImageInfo | undefined,
): CodeAction[] {
  if (!['refactor.rewrite', 'refactor.extract', 'refactor.inline'].some((kind) => wants(request, kind))) return [];
  const span = spanOf(file.tree, request.range);
  const outer = instructionTouching(file.tree, span.start) ?? firstIn(file, span);
  if (!outer) return [];
  const instruction = innermost(outer, span.start);
  return all
    .flatMap((refactor) => refactor({ file, span, instruction, imageInfo }))
    .filter(({ kind }) => wants(request, kind))
    .map(({ title, kind, changes }) => ({ title, kind, edit: workspaceEdit(file, request, changes) }));
}

/** Whole lines are often selected from a comment or an empty line on. */
function firstIn({ tree }: Dockerfile, span: Span): Instruction | undefined {
  return tree.instructions.find(({ start }) => span.start <= start && start < span.end);
}

function innermost(instruction: Instruction, offset: number): Instruction {
  const { args } = instruction;
  return args.kind === 'onbuild' && offset >= args.instruction.start
    ? innermost(args.instruction, offset)
    : instruction;
}
