import type { Instruction, Span, Tree } from '../parser/nodes';
import type { ShellCommand, ShellScript } from '../shell/script';
import type { BuildContext } from './build-context';
import type { Expansion } from './expand';
import type { ExpandableWord } from './expandable';
import type { BaseImage, ImageConfig } from './image-config';
import type { ImageReference } from './image-reference';
import type { Resolution, Scope, Step } from './scope';

/** Where a variable's value comes from. */
export interface VariableDefinition {
  readonly name: string;
  /** `platform` and `proxy` are predefined; `image` is the base image's own environment. */
  readonly kind: 'ARG' | 'ENV' | 'platform' | 'proxy' | 'image' | 'build-arg';
  /** The defining instruction and the name in it; undefined for predefined ones. */
  readonly instruction: Instruction | undefined;
  readonly span: Span | undefined;
  /** Undefined: declared without a value, or not knowable. */
  readonly value: string | undefined;
}

/** A `$NAME` or `${NAME…}` that BuildKit expands. */
export interface VariableUse extends Span {
  readonly name: string;
  readonly nameSpan: Span;
  readonly instruction: Instruction;
  /** The value the variable has at this place; undefined when unset or unknown. */
  readonly value: string | undefined;
  readonly definition: VariableDefinition | undefined;
}

/** A raw word and what it becomes. */
export interface ExpandedWord {
  readonly word: ExpandableWord;
  readonly expansion: Expansion;
}

/** What the options of a build and the outside world tell about a file. Everything optional. */
export interface ModelOptions {
  /** `--build-arg`. */
  readonly buildArgs?: Readonly<Record<string, string>>;
  /** `--target`. */
  readonly target?: string;
  /** Checks that look only at what a build needs look at every stage: any of them may be the next target. */
  readonly allStages?: boolean;
  /** `linux/amd64` when absent. */
  readonly platform?: string;
  /** Config of a base image when known (local engine); undefined when not. Must be synchronous and cheap. */
  readonly baseImage?: (reference: string) => BaseImage | undefined;
  /** The build context, for .dockerignore checks. */
  readonly context?: BuildContext;
}

export interface StageBase {
  /** As written. */
  readonly raw: string;
  /** The word in FROM. */
  readonly span: Span;
  /** After expansion; undefined when it cannot be expanded. */
  readonly text: string | undefined;
  readonly kind: 'scratch' | 'stage' | 'image' | 'unknown';
  readonly stage: Stage | undefined;
  readonly image: ImageReference | undefined;
}

export interface Stage {
  readonly index: number;
  /** Lower-cased, as BuildKit stores it. */
  readonly name: string | undefined;
  readonly nameSpan: Span | undefined;
  readonly from: Instruction;
  readonly base: StageBase;
  /** Instructions after FROM, in order. */
  readonly instructions: readonly Instruction[];
  /** False when no other reachable stage and not the target needs it. */
  readonly reachable: boolean;
}

/** A place that names a stage: FROM, COPY/ADD --from, RUN --mount from=. */
export interface StageUse extends Span {
  readonly text: string;
  readonly instruction: Instruction;
  readonly kind: 'from' | 'copy-from' | 'mount-from';
  /** Undefined: an image, a named context, or nothing. */
  readonly stage: Stage | undefined;
}

/**
 * What a Dockerfile means. Made once per document version by `analyze` (analyze.ts); every part is computed at the first
 * request and kept, so a caller pays only for what it asks.
 */
export interface Dockerfile {
  readonly tree: Tree;
  readonly text: string;
  readonly options: ModelOptions;
  readonly stages: readonly Stage[];
  /** ARG instructions (and errors) before the first FROM. */
  readonly preamble: readonly Instruction[];
  /** All instructions with this upper-case keyword, nested ones of ONBUILD included (`instruction.parent` is then set). */
  byKeyword(keyword: string): readonly Instruction[];
  /** The keywords that occur, as `byKeyword` finds them. */
  readonly keywords: Iterable<string>;
  /** The stage that an instruction belongs to; undefined before the first FROM. */
  stageOf(instruction: Instruction): Stage | undefined;
  /** The stage chain through FROM in this file, nearest first, the stage itself included. */
  ancestry(stage: Stage): readonly Stage[];
  readonly stageUses: readonly StageUse[];
  readonly variableUses: readonly VariableUse[];
  /** Those of one instruction. */
  variableUsesIn(instruction: Instruction): readonly VariableUse[];
  readonly variableDefinitions: readonly VariableDefinition[];
  /** Variables that an instruction sees, by name. */
  environmentBefore(instruction: Instruction): ReadonlyMap<string, VariableDefinition>;
  /** What one name stands for at an instruction, at the cost of a look-up. */
  variableAt(name: string, instruction: Instruction): Resolution;
  /** Expands one raw word as BuildKit would at this instruction; undefined when that fails or depends on unknown values. */
  expand(raw: string, instruction: Instruction): string | undefined;
  /** What runs in a stage, in order: the triggers of a base stage of this file, then the stage's own instructions. */
  steps(stage: Stage): readonly Step[];
  /** The variables of the stage that a step runs in; look them up at `step.start`. */
  scopeIn(step: Step): Scope;
  /** The words of a step that BuildKit expands, with what becomes of them. */
  expansions(step: Step): readonly ExpandedWord[];
  /** Visits those in which there is something to expand or unquote, one by one: an ENV can have thousands of words. */
  eachExpansion(step: Step, visit: (expanded: ExpandedWord) => void): void;
  /** Config of the image as it is after this instruction. */
  configAfter(instruction: Instruction): ImageConfig;
  /** Final config of a stage. */
  configOf(stage: Stage): ImageConfig;
  /** The words of the shell that runs shell form at an instruction: SHELL's, or the default of the base image's system. */
  shellAt(instruction: Instruction): readonly string[];
  /** The shell script of a RUN, CMD, ENTRYPOINT or HEALTHCHECK in shell form (heredoc bodies too); undefined for others and for shells that are not POSIX-like. */
  scriptOf(instruction: Instruction): ShellScript | undefined;
  /**
   * All commands of RUN instructions (ONBUILD's too) whose base name is one of these, in document order. Wrappers such as sudo
   * and env are seen through, and a command is found by the names of its wrappers, too. Exec form counts.
   */
  commands(...names: readonly string[]): readonly ShellCommand[];
  /** The names by which `commands` finds something. */
  readonly commandNames: Iterable<string>;
  /** What a pure function tells of this file; it is called once, and its result is kept as long as the file. */
  shared<T>(find: (file: Dockerfile) => T): T;
  /** The innermost instruction at an offset (its comments and heredocs included). */
  instructionAt(offset: number): Instruction | undefined;
}
