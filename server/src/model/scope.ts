import type { Instruction, Pair } from '../parser/nodes';
import { defaultPath } from './base-images';
import type { Stage, VariableDefinition } from './dockerfile';
import type { Binding } from './expand';
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

interface Entry {
  readonly order: number;
  readonly definition: VariableDefinition;
  readonly binding: Binding;
  /** The latest entry up to this one that has a value; an ARG may only declare the name. */
  valued: Entry | undefined;
  /** True when an ARG up to this one names it. */
  readonly declared: boolean;
}

/** The definitions of one name in one scope, in order, and what they leave to a child stage. */
interface History {
  readonly entries: Entry[];
  env: Entry | undefined;
  argument: Entry | undefined;
  valuedArgument: Entry | undefined;
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
  /** What is defined here, in order. */
  readonly definitions: VariableDefinition[] = [];
  private readonly histories = new Map<string, History>();
  private readonly predefined: ReadonlyMap<string, Resolution>;
  /** What names stand for when the stage starts, as far as it was asked. */
  private readonly inheritance = new Map<string, Inherited>();
  /** Every name that this scope, one that it comes from, or another child of those defines. */
  private readonly known: Set<string>;
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
    this.known = parent?.known ?? new Set();
    this.preset = parent?.preset ?? this.predefined;
    const certainty = image?.unknown.includes('Env') ? 'unknown' : 'certain';
    this.otherwise = parent?.otherwise ?? (certainty === 'unknown' ? unknownBefore : unsetBefore);
  }

  /** Records a definition; calls come in ascending order. */
  add(kind: 'ARG' | 'ENV', order: number, definition: VariableDefinition, binding: Binding): void {
    const { name } = definition;
    this.definitions.push(definition);
    this.known.add(name);
    const known = this.histories.get(name);
    const last = known?.entries.at(-1);
    const hasValue = binding.value !== undefined;
    const declared = kind === 'ARG' || (last?.declared ?? false);
    const entry: Entry = { order, definition, binding, declared, valued: last?.valued };
    if (hasValue) entry.valued = entry;
    // Most names have one entry; a list that is made with it takes no room for more.
    const history = known ?? { entries: [entry], env: undefined, argument: undefined, valuedArgument: undefined };
    if (known) known.entries.push(entry);
    else this.histories.set(name, history);
    if (kind === 'ENV') history.env = entry;
    else history.argument = entry;
    if (kind === 'ARG' && hasValue) history.valuedArgument = entry;
  }

  /** What `name` stands for before the moment `order`; without it, at the end. */
  lookup(name: string, order = Number.POSITIVE_INFINITY): Resolution {
    const entries = this.histories.get(name)?.entries ?? [];
    const entry = entries[countBefore(entries, order) - 1];
    const inherited = entry?.valued && entry.declared ? undefined : this.inherited(name);
    if (!entry) return inherited ?? unset;
    const declared = entry.declared || (inherited?.declared ?? false);
    if (entry.valued) {
      // No spread: every variable of every word passes here.
      const { value, certainty } = entry.valued.binding;
      return { value, certainty, definition: entry.definition, declared };
    }
    const { value, certainty, definition } = inherited ?? unset;
    if (value !== undefined) return { value, certainty, definition, declared };
    return { value, certainty: certainty === 'certain' ? 'open' : certainty, definition: entry.definition, declared };
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
    if (!this.known.has(name) && !this.preset.has(name)) return this.otherwise;
    const path: Scope[] = [];
    let scope: Scope | undefined = this;
    for (; scope && !scope.inheritance.has(name); scope = scope.parent) path.push(scope);
    let result = scope?.inheritance.get(name) ?? this.otherwise;
    for (const next of path.reverse()) {
      const own = next.predefined.get(name);
      if (next.parent) result = next.parent.handOn(name, result);
      else if (own) result = { ...own, declared: false, fixed: true };
      next.inheritance.set(name, result);
    }
    return result;
  }

  /** What a child stage gets of a name, where this stage itself got `start`: ENV is set anew, and so wins over ARG. */
  private handOn(name: string, start: Inherited): Inherited {
    const history = this.histories.get(name);
    if (!history) return start;
    const { env, argument, valuedArgument } = history;
    const declared = start.declared || argument !== undefined;
    if (env) return { ...env.binding, definition: env.definition, declared, fixed: true };
    if (start.fixed) return { ...start, declared };
    if (valuedArgument)
      return { ...valuedArgument.binding, definition: valuedArgument.definition, declared, fixed: false };
    if (start.value !== undefined) return { ...start, declared };
    const certainty = start.certainty === 'certain' ? 'open' : start.certainty;
    return { value: undefined, certainty, definition: argument?.definition, declared, fixed: false };
  }
}

function countBefore(list: readonly Entry[], order: number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle]?.order ?? order) < order) low = middle + 1;
    else high = middle;
  }
  return low;
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

/** The order at which pair number `index` of a step takes its values, and the one at which it takes effect. */
export function pairOrder(step: Step, index: number, count: number): { readonly before: number; readonly at: number } {
  const share = step.width / count;
  return { before: step.start + share * index, at: step.start + share * (index + 0.5) };
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
