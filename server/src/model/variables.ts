import type { EscapeToken, Instruction } from '../parser/nodes';
import { type Platform, parsePlatform } from '../syntax/values/platform';
import type { ModelOptions, Stage, VariableDefinition } from './dockerfile';
import { type Expansion, expandWord } from './expand';
import { type ExpandableWord, escapeOf } from './expandable';
import type { ImageConfig } from './image-config';
import { pairsOf, type Resolution, Scope, type Step } from './scope';

/** Build arguments that BuildKit keeps out of the environment and out of its checks (nonEnvArgs). */
export const scannerArguments: ReadonlySet<string> = new Set([
  'BUILDKIT_SBOM_SCAN_CONTEXT',
  'BUILDKIT_SBOM_SCAN_STAGE',
]);

/** The names that exist in the global scope before the first line. */
export const platformArguments: readonly string[] = [
  'BUILDPLATFORM',
  'BUILDOS',
  'BUILDOSVERSION',
  'BUILDARCH',
  'BUILDVARIANT',
  'TARGETPLATFORM',
  'TARGETOS',
  'TARGETOSVERSION',
  'TARGETARCH',
  'TARGETVARIANT',
  'TARGETSTAGE',
];

/**
 * The global scope: platform arguments, then each ARG before the first FROM. An ENV there is an error, but in a fragment
 * without FROM the lines below it mean its value.
 */
export function globalScope(
  preamble: readonly Instruction[],
  token: EscapeToken,
  options: ModelOptions,
  lastStageName: string | undefined,
): Scope {
  const scope = new Scope(undefined, undefined, predefinedArguments(options, lastStageName));
  for (const instruction of preamble) {
    const step = stepOf(instruction, undefined);
    if (instruction.name === 'ARG') addArguments(scope, step, token, options, undefined);
    else if (instruction.name === 'ENV') addVariables(scope, step, token);
  }
  return scope;
}

/** Runs the ARG and ENV of a stage, triggers of its base first. */
export function stageScope(
  steps: readonly Step[],
  parent: Scope | undefined,
  image: ImageConfig | undefined,
  file: { readonly globalScope: Scope },
  token: EscapeToken,
  options: ModelOptions,
): Scope {
  const scope = new Scope(parent, image);
  for (const step of steps) {
    const stepToken = step.trigger ? '\\' : token;
    if (step.instruction.name === 'ARG') addArguments(scope, step, stepToken, options, file);
    else if (step.instruction.name === 'ENV') addVariables(scope, step, stepToken);
  }
  return scope;
}

/** An instruction that runs at its own place. */
export function stepOf(instruction: Instruction, stage: Stage | undefined): Step {
  return { instruction, stage, start: instruction.index, width: 1, trigger: false };
}

/** What runs in a stage: the triggers of a base stage, then its own instructions. */
export function stepsOf(stage: Stage): readonly Step[] {
  const own = stage.instructions.map((instruction) => stepOf(instruction, stage));
  const triggers = stage.base.stage ? triggersOf(stage.base.stage) : [];
  if (triggers.length === 0) return own;
  const width = 1 / triggers.length;
  return [
    ...triggers.map((instruction, i) => {
      return { instruction, stage, start: stage.from.index + i * width, width, trigger: true };
    }),
    ...own,
  ];
}

const triggersByStage = new WeakMap<Stage, readonly Instruction[]>();

/** The instructions that ONBUILD leaves to stages built FROM this one. */
export function triggersOf(stage: Stage): readonly Instruction[] {
  let triggers = triggersByStage.get(stage);
  if (!triggers) {
    triggers = stage.instructions.flatMap((instruction) => triggerOf(instruction) ?? []);
    triggersByStage.set(stage, triggers);
  }
  return triggers;
}

function triggerOf(instruction: Instruction): Instruction | undefined {
  if (instruction.name !== 'ONBUILD') return undefined;
  return instruction.args.kind === 'onbuild' ? instruction.args.instruction : undefined;
}

/** Expands a word of a step as BuildKit does at that moment. */
export function expandAt(word: ExpandableWord, step: Step, scope: Scope, token: EscapeToken): Expansion {
  const order = orderOf(word, step);
  return expandWord(word.raw, {
    escape: escapeOf(word, step.trigger ? '\\' : token),
    plainQuotes: word.heredoc,
    split: word.role === 'port',
    lookup: (name) => scope.lookup(name, order),
  });
}

/**
 * The moment whose values a word sees: that of the step, save that the pairs of an ARG take effect one after the other. What is
 * defined at a moment is seen after it.
 */
export function orderOf(word: ExpandableWord, step: Step): number {
  const { instruction, start } = step;
  if (instruction.name === 'FROM') return Number.POSITIVE_INFINITY;
  return instruction.name === 'ARG' ? argumentOrder(step, word.pair ?? 0) : start;
}

/** The moment at which pair number `index` of an ARG takes its value and defines it. */
function argumentOrder(step: Step, index: number): number {
  return step.start + (step.width * index) / Math.max(1, pairsOf(step.instruction).length);
}

function addArguments(
  scope: Scope,
  step: Step,
  token: EscapeToken,
  options: ModelOptions,
  file: { readonly globalScope: Scope } | undefined,
): void {
  const { instruction } = step;
  const pairs = pairsOf(instruction);
  pairs.forEach((pair, index) => {
    const name = pair.name.text;
    const order = argumentOrder(step, index);
    const given = options.buildArgs && Object.hasOwn(options.buildArgs, name) ? options.buildArgs[name] : undefined;
    const define = (kind: 'ARG' | 'build-arg', value: string | undefined, certainty: Resolution['certainty']) =>
      scope.add(order, { name, kind, instruction, span: pair.name, value }, certainty);
    if (scannerArguments.has(name)) define('ARG', undefined, 'certain');
    else if (given !== undefined) define('build-arg', given, 'certain');
    else if (pair.value) {
      const { text, certainty, error } = expandWord(pair.value.text, {
        escape: token,
        lookup: (n) => scope.lookup(n, order),
      });
      define('ARG', error ? undefined : text, error ? 'unknown' : certainty);
    } else {
      const { value, certainty } = file?.globalScope.lookup(name) ?? {
        value: undefined,
        certainty: 'certain' as const,
      };
      define('ARG', value, certainty);
    }
  });
}

function addVariables(scope: Scope, step: Step, token: EscapeToken): void {
  const { instruction } = step;
  const pairs = pairsOf(instruction);
  const lookup = (name: string) => scope.lookup(name, step.start);
  for (const pair of pairs) {
    const name = expandWord(pair.name.text, { escape: token, lookup }).text;
    const { text, certainty, error } = expandWord(pair.value?.text ?? '', { escape: token, lookup });
    const value = error ? undefined : text;
    const definition: VariableDefinition = { name, kind: 'ENV', instruction, span: pair.name, value };
    scope.add(step.start, definition, error ? 'unknown' : certainty);
  }
}

/** Where the build itself runs, as long as nobody says otherwise. */
const buildPlatform: Platform = { os: 'linux', architecture: 'amd64', variant: undefined };

function predefinedArguments(
  options: ModelOptions,
  lastStageName: string | undefined,
): ReadonlyMap<string, Resolution> {
  const isOrdinary = options.platform === undefined && options.buildArgs === undefined;
  if (isOrdinary) ordinaryArguments ??= platformValues({});
  const values = new Map(isOrdinary ? ordinaryArguments : platformValues(options));
  if (options.buildArgs === undefined || !Object.hasOwn(options.buildArgs, 'TARGETSTAGE')) {
    values.set('TARGETSTAGE', predefined('TARGETSTAGE', options.target ?? lastStageName ?? 'default'));
  }
  return values;
}

/** What most builds start with. */
let ordinaryArguments: ReadonlyMap<string, Resolution> | undefined;

function predefined(name: string, value: string): Resolution {
  const definition: VariableDefinition = { name, kind: 'platform', instruction: undefined, span: undefined, value };
  return { value, certainty: 'certain', definition, declared: true };
}

/** All but the name of the target stage. */
function platformValues(options: ModelOptions): ReadonlyMap<string, Resolution> {
  const parsed = parsePlatform(options.platform ?? 'linux/amd64');
  const target = parsed.ok ? parsed.value : { os: undefined, architecture: undefined, variant: undefined };
  const values: Record<string, string> = {};
  for (const [prefix, platform] of [
    ['BUILD', buildPlatform],
    ['TARGET', target],
  ] as const) {
    const { os = 'linux', architecture = 'amd64', variant } = platform;
    values[`${prefix}PLATFORM`] = [os, architecture, variant].filter(Boolean).join('/');
    values[`${prefix}OS`] = os;
    values[`${prefix}ARCH`] = architecture;
    values[`${prefix}VARIANT`] = variant ?? '';
  }
  return new Map(
    platformArguments.map((name) => {
      const given = options.buildArgs && Object.hasOwn(options.buildArgs, name) ? options.buildArgs[name] : undefined;
      return [name, predefined(name, given ?? values[name] ?? '')];
    }),
  );
}
