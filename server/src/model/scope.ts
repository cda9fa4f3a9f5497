import type { Instruction, Pair, Span } from '../parser/nodes';
import { defaultPath } from './base-images';
import type { Stage, VariableDefinition } from './dockerfile';
import type { Binding, Certainty } from './expand';
import type { ImageConfig } from './image-config';

/**
 * One execution of an instruction: at its own place, or as a trigger of the base stage at the child's FROM.
 * `start` and `width` give its share of the order in which a file's instructions take effect; an instruction `i` has
 * `[i, i + 1)`, triggers share that of the FROM.
 */
export interface Step {
  /** The stage whose variables it sees; undefined for the ARGs before the first FROM and for FROM itself. */
  readonly stage: Stage | undefined;
  readonly instruction: Instruction;
  readonly start: number;
  readonly width: number;
  readonly trigger: boolean;
}

/** What a name stands for at some place. */
export interface Resolution extends Binding {
  readonly definition: VariableDefinition | undefined;
  /** True when an ARG of this stage, or of one that it is FROM, names it. */
  readonly declared: boolean;
}

/**
 * One definition of a name: what others see of it, and what look-ups need. It knows those before it that count, so that most
 * names need no list around it.
 */
class Entry implements VariableDefinition {
  readonly name: string;
  readonly kind: VariableDefinition['kind'];
  readonly instruction: Instruction | undefined;
  readonly span: Span | undefined;
  readonly value: string | undefined;
  /** The latest of each kind up to this one. An ARG may only declare the name. */
  readonly env: Entry | undefined;
  readonly argument: Entry | undefined;
  readonly valuedArgument: Entry | undefined;

  constructor(
    { name, kind, instruction, span, value }: VariableDefinition,
    readonly order: number,
    readonly certainty: Certainty,
    before: Entry | undefined,
  ) {
    this.name = name;
    this.kind = kind;
    this.instruction = instruction;
    this.span = span;
    this.value = value;
    this.env = kind === 'ENV' ? this : before?.env;
    this.argument = kind === 'ENV' ? before?.argument : this;
    this.valuedArgument = kind === 'ENV' || value === undefined ? before?.valuedArgument : this;
  }

  /** An ENV always sets something. */
  get bound(): string | undefined {
    return this.kind === 'ENV' ? (this.value ?? '') : this.value;
  }
}

/** The definitions of one name in one scope, in order: a list where there are several. */
type History = Entry | Entry[];

/** The latest entry up to this one that has a value. */
function valuedOf({ env, valuedArgument }: Entry): Entry | undefined {
  if (!env || !valuedArgument) return env ?? valuedArgument;
  return env.order > valuedArgument.order ? env : valuedArgument;
}

const unset: Resolution = { value: undefined, certainty: 'certain', definition: undefined, declared: false };

/** What a stage gets of a name from its base. */
interface Inherited extends Resolution {
  /** True when it is in the base image's config, which wins over ARGs of base stages. */
  readonly fixed: boolean;
}

const unsetBefore: Inherited = { ...unset, fixed: false };
const unknownBefore: Inherited = { ...unset, certainty: 'unknown', fixed: false };
const nothing: ReadonlyMap<string, Resolution> = new Map();

/**
 * The variables of one stage, or the global ones, over time: for each name the definitions in order. Looking a name up at
 * a place is a binary search, so no environment is ever copied.
 */
export class Scope {
  private readonly histories = new Map<string, History>();
  private readonly predefined: ReadonlyMap<string, Resolution>;
  /** What names stand for when the stage starts, as far as it was asked. */
  private inheritance: Map<string, Inherited> | undefined;
  /** The scope that the chain of parents ends at. It keeps the names of all its descendants that have children. */
  private readonly root: Scope;
  /** Those names, and whether an ARG is among what defines them. */
  private known: Map<string, boolean> | undefined;
  private isKnown = false;
  /** What exists before the first line of the first stage of the chain. */
  private readonly preset: ReadonlyMap<string, Resolution>;
  /** What any other name stands for. */
  private readonly otherwise: Inherited;

  /** `image` is the config of an external base; `predefined` holds what exists before the first line. */
  constructor(
    private readonly parent: Scope | undefined,
    image: ImageConfig | undefined,
    predefined = nothing,
  ) {
    this.predefined = image ? imageVariables(image) : predefined;
    this.root = parent?.root ?? this;
    this.preset = parent?.preset ?? this.predefined;
    const certainty = image?.unknown.includes('Env') ? 'unknown' : 'certain';
    this.otherwise = parent?.otherwise ?? (certainty === 'unknown' ? unknownBefore : unsetBefore);
    parent?.makeKnown();
  }

  /** Tells its names to its first child. By then all its definitions are there. */
  private makeKnown(): void {
    if (this.isKnown) return;
    this.isKnown = true;
    this.root.known ??= new Map();
    const { known } = this.root;
    for (const [name, history] of this.histories) {
      known.set(name, known.get(name) === true || latest(history)?.argument !== undefined);
    }
  }

  /** Records an ARG or ENV that takes effect after the moment `order`; calls come in ascending order. */
  add(order: number, definition: VariableDefinition, certainty: Certainty): void {
    const { name } = definition;
    const known = this.histories.get(name);
    const entry = new Entry(definition, order, certainty, known && latest(known));
    if (known === undefined) this.histories.set(name, entry);
    else if (Array.isArray(known)) known.push(entry);
    else this.histories.set(name, [known, entry]);
  }

  /** What is defined here, name by name. */
  get definitions(): readonly VariableDefinition[] {
    return [...this.histories.values()].flat();
  }

  /** What `name` stands for before the moment `order`; without it, at the end. */
  lookup(name: string, order = Number.POSITIVE_INFINITY): Resolution {
    const history = this.histories.get(name);
    const entry = history && entryBefore(history, order);
    const valued = entry && valuedOf(entry);
    const isDeclared = entry?.argument !== undefined;
    const isSettled = valued && (isDeclared || this.root.known?.get(name) !== true);
    const inherited = isSettled ? undefined : this.inherited(name);
    if (!entry) return inherited ?? unset;
    const declared = isDeclared || (inherited?.declared ?? false);
    // No spread: every variable of every word passes here.
    if (valued) return { value: valued.bound, certainty: valued.certainty, definition: entry, declared };
    const { value, certainty, definition } = inherited ?? unset;
    if (value !== undefined) return { value, certainty, definition, declared };
    return { value, certainty: certainty === 'certain' ? 'open' : certainty, definition: entry, declared };
  }

  /** How many names there are, those that a parent has, too, counted twice; costs next to nothing. */
  countNames(): number {
    let count = 0;
    for (let scope: Scope | undefined = this; scope; scope = scope.parent) {
      count += scope.predefined.size + scope.histories.size;
    }
    return count;
  }

  /** All names that have an entry or a predefined value here or in a parent. */
  names(): Set<string> {
    const names = new Set<string>();
    for (let scope: Scope | undefined = this; scope; scope = scope.parent) {
      for (const name of scope.predefined.keys()) names.add(name);
      for (const name of scope.histories.keys()) names.add(name);
    }
    return names;
  }

  /** What a name stands for when the stage starts. Each scope on the way up remembers it, so chains of stages stay cheap. */
  private inherited(name: string): Inherited {
    const isArgument = this.root.known?.get(name);
    if (isArgument === undefined && !this.preset.has(name)) return this.otherwise;
    const path: Scope[] = [];
    let scope: Scope | undefined = this;
    for (; scope && !scope.inheritance?.has(name); scope = scope.parent) {
      path.push(scope);
      // What an ENV sets depends on nothing before it, and without an ARG nothing is declared there.
      if (!isArgument && scope.parent?.setsForChildren(name)) break;
    }
    let result = scope?.inheritance?.get(name) ?? this.otherwise;
    for (const next of path.reverse()) {
      const own = next.predefined.get(name);
      if (next.parent) result = next.parent.handOn(name, result);
      else if (own) {
        const { value, certainty, definition } = own;
        result = { value, certainty, definition, declared: false, fixed: true };
      }
      next.inheritance ??= new Map();
      next.inheritance.set(name, result);
    }
    return result;
  }

  private setsForChildren(name: string): boolean {
    const history = this.histories.get(name);
    return history !== undefined && latest(history)?.env !== undefined;
  }

  /** What a child stage gets of a name, where this stage itself got `start`: ENV is set anew, and so wins over ARG. */
  private handOn(name: string, start: Inherited): Inherited {
    const history = this.histories.get(name);
    const last = history && latest(history);
    if (!last) return start;
    const { env, argument, valuedArgument } = last;
    const declared = start.declared || argument !== undefined;
    if (!env && start.fixed) return { ...start, declared };
    const valued = env ?? valuedArgument;
    if (valued) {
      const { bound, certainty } = valued;
      return { value: bound, certainty, definition: valued, declared, fixed: valued === env };
    }
    if (start.value !== undefined) return { ...start, declared };
    const certainty = start.certainty === 'certain' ? 'open' : start.certainty;
    return { value: undefined, certainty, definition: argument, declared, fixed: false };
  }
}

function latest(history: History): Entry | undefined {
  return Array.isArray(history) ? history.at(-1) : history;
}

/** The last entry before the moment `order`. */
function entryBefore(history: History, order: number): Entry | undefined {
  if (!Array.isArray(history)) return history.order < order ? history : undefined;
  let low = 0;
  let high = history.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((history[middle]?.order ?? order) < order) low = middle + 1;
    else high = middle;
  }
  return history[low - 1];
}

const variablesByImage = new WeakMap<ImageConfig, ReadonlyMap<string, Resolution>>();

/** Stages on images of which little is known share one config. */
function imageVariables(image: ImageConfig): ReadonlyMap<string, Resolution> {
  let variables = variablesByImage.get(image);
  if (!variables) {
    variables = readVariables(image);
    variablesByImage.set(image, variables);
  }
  return variables;
}

function readVariables(image: ImageConfig): ReadonlyMap<string, Resolution> {
  const variables = new Map<string, Resolution>();
  const add = (name: string, value: string | undefined) => {
    const definition: VariableDefinition = { name, kind: 'image', instruction: undefined, span: undefined, value };
    variables.set(name, { value, certainty: value === undefined ? 'unknown' : 'certain', definition, declared: false });
  };
  // BuildKit sets PATH where the image does not, so the name always exists.
  add('PATH', image.unknown.includes('Env') ? undefined : defaultPath);
  for (const pair of image.Env) {
    const equals = pair.indexOf('=');
    if (equals > 0) add(pair.slice(0, equals), pair.slice(equals + 1));
  }
  return variables;
}

/** True for the instructions that consist of names and values: ARG, ENV and LABEL. */
export function hasPairs({ name }: Instruction): boolean {
  return name === 'ENV' || name === 'LABEL' || name === 'ARG';
}

const noPairs: readonly Pair[] = [];

/** The name/value pairs of ARG, ENV and LABEL. */
export function pairsOf(instruction: Instruction): readonly Pair[] {
  return hasPairs(instruction) && instruction.args.kind === 'pairs' ? instruction.args.pairs : noPairs;
}
