import type { Instruction, Tree } from '../parser/nodes';
import { parseScript } from '../shell/parse-script';
import type { ShellCommand, ShellScript } from '../shell/script';
import { knownConfig, scratchConfig, unknownConfig } from './base-images';
import { defaultShell } from './config';
import { Configs } from './configs';
import type {
  Dockerfile,
  ExpandedWord,
  ModelOptions,
  Stage,
  StageUse,
  VariableDefinition,
  VariableUse,
} from './dockerfile';
import { type Expansion, expandWord, isPlain, plainExpansion } from './expand';
import { type ExpandableWord, eachExpandableWord, expandableWords } from './expandable';
import type { ImageConfig } from './image-config';
import { indexCommands, indexKeywords, lastBefore } from './indexes';
import type { Resolution, Scope, Step } from './scope';
import { findShells, type ShellFrom } from './shells';
import { findStageUses, type Outline, outlineOf, resolveStages, stageNameOf } from './stages';
import { findVariableDefinitions, findVariableUses, findVariableUsesIn } from './variable-uses';
import { expandAt, globalScope, stageScope, stepsOf } from './variables';

/** The meaning of a Dockerfile under these build options. Never throws; computes nothing before it is asked. */
export function analyze(tree: Tree, options: ModelOptions = {}): Dockerfile {
  return new Model(tree, options);
}

class Model implements Dockerfile {
  private readonly outline: Outline;
  private global: Scope | undefined;
  private allStages: readonly Stage[] | undefined;
  private scopes: readonly Scope[] | undefined;
  private byName: ReadonlyMap<string, readonly Instruction[]> | undefined;
  private uses: readonly VariableUse[] | undefined;
  private definitions: readonly VariableDefinition[] | undefined;
  private stagesUsed: readonly StageUse[] | undefined;
  private commandsByName: ReadonlyMap<string, readonly ShellCommand[]> | undefined;
  private readonly facts = new Map<(file: Dockerfile) => unknown, unknown>();
  private readonly scripts = new Map<Instruction, ShellScript | undefined>();
  private readonly stepsByStage = new Map<Stage, readonly Step[]>();
  private shells: readonly ShellFrom[] | undefined;
  private readonly configs: Configs;

  constructor(
    readonly tree: Tree,
    readonly options: ModelOptions,
  ) {
    this.outline = outlineOf(tree);
    this.configs = new Configs({
      text: tree.text,
      steps: (stage) => this.steps(stage),
      externalConfig: (stage) => this.externalConfig(stage),
      expand: (word, step) => this.expandIn(step, word),
    });
  }

  get text(): string {
    return this.tree.text;
  }

  get preamble(): readonly Instruction[] {
    return this.outline.preamble;
  }

  get stages(): readonly Stage[] {
    const expandBase = (word: ExpandableWord): Expansion =>
      expandWord(word.raw, { escape: this.tree.escape, lookup: (name) => this.globalScope.lookup(name) });
    this.allStages ??= resolveStages(this.outline, expandBase, this.options.target);
    return this.allStages;
  }

  get globalScope(): Scope {
    const last = this.outline.parts.at(-1);
    const name = last && stageNameOf(last.from)?.name;
    this.global ??= globalScope(this.outline.preamble, this.tree.escape, this.options, name);
    return this.global;
  }

  private get keywordIndex(): ReadonlyMap<string, readonly Instruction[]> {
    this.byName ??= indexKeywords(this.tree.instructions);
    return this.byName;
  }

  byKeyword(keyword: string): readonly Instruction[] {
    return this.keywordIndex.get(keyword) ?? noInstructions;
  }

  get keywords(): Iterable<string> {
    return this.keywordIndex.keys();
  }

  stageOf(instruction: Instruction): Stage | undefined {
    return this.stages[lastBefore(this.stages, (stage) => stage.from.index <= instruction.index)];
  }

  ancestry(stage: Stage): readonly Stage[] {
    const chain: Stage[] = [];
    for (let current: Stage | undefined = stage; current; current = current.base.stage) chain.push(current);
    return chain;
  }

  get stageUses(): readonly StageUse[] {
    this.stagesUsed ??= findStageUses(this.stages, this.preamble);
    return this.stagesUsed;
  }

  get variableUses(): readonly VariableUse[] {
    this.uses ??= findVariableUses(this);
    return this.uses;
  }

  variableUsesIn(instruction: Instruction): readonly VariableUse[] {
    return findVariableUsesIn(instruction, this);
  }

  get variableDefinitions(): readonly VariableDefinition[] {
    this.definitions ??= findVariableDefinitions(this);
    return this.definitions;
  }

  environmentBefore(instruction: Instruction): ReadonlyMap<string, VariableDefinition> {
    const scope = this.scopeOf(instruction);
    const environment = new Map<string, VariableDefinition>();
    for (const name of scope.names()) {
      const { definition, value } = scope.lookup(name, momentOf(instruction));
      if (definition) environment.set(name, { ...definition, value });
    }
    return environment;
  }

  variableAt(name: string, instruction: Instruction): Resolution {
    return this.scopeOf(instruction).lookup(name, momentOf(instruction));
  }

  /** The variables that an instruction sees: the global ones in and before FROM, else those of its stage. */
  scopeOf(instruction: Instruction): Scope {
    const stage = instruction.name === 'FROM' ? undefined : this.stageOf(instruction);
    return (stage && this.stageScopes[stage.index]) || this.globalScope;
  }

  expansions(step: Step): readonly ExpandedWord[] {
    const words = expandableWords(step.instruction, this.text);
    return words.length === 0 ? noWords : words.map((word) => ({ word, expansion: this.expandIn(step, word) }));
  }

  eachExpansion(step: Step, visit: (expanded: ExpandedWord) => void): void {
    eachExpandableWord(step.instruction, this.text, (word) => {
      if (!isPlain(word.raw)) visit({ word, expansion: this.expandIn(step, word) });
    });
  }

  scopeIn({ stage }: Step): Scope {
    return (stage && this.stageScopes[stage.index]) || this.globalScope;
  }

  private expandIn(step: Step, word: ExpandableWord): Expansion {
    // Without a place to look names up: most words hold none.
    if (isPlain(word.raw) && word.role !== 'port') return plainExpansion(word.raw);
    return expandAt(word, step, this.scopeIn(step), this.tree.escape);
  }

  expand(raw: string, instruction: Instruction): string | undefined {
    if (isPlain(raw)) return raw;
    const scope = this.scopeOf(instruction);
    const order = momentOf(instruction);
    const lookup = (name: string) => scope.lookup(name, order);
    const { text, certainty, error } = expandWord(raw, { escape: this.tree.escape, lookup });
    return error || certainty !== 'certain' ? undefined : text;
  }

  /** The scope of each stage, by stage index. */
  get stageScopes(): readonly Scope[] {
    if (!this.scopes) {
      const scopes: Scope[] = [];
      for (const stage of this.stages) {
        const parent = stage.base.stage && scopes[stage.base.stage.index];
        const image = parent ? undefined : this.externalConfig(stage);
        scopes.push(stageScope(this.steps(stage), parent, image, this, this.tree.escape, this.options));
      }
      this.scopes = scopes;
    }
    return this.scopes;
  }

  steps(stage: Stage): readonly Step[] {
    let steps = this.stepsByStage.get(stage);
    if (!steps) {
      steps = stepsOf(stage);
      this.stepsByStage.set(stage, steps);
    }
    return steps;
  }

  /** Config of a base that is not a stage of this file. */
  externalConfig({ base }: Stage): ImageConfig {
    if (base.kind === 'scratch') return scratchConfig;
    if (!base.image) return unknownConfig;
    return this.options.baseImage?.(base.image.text) ?? knownConfig(base.image);
  }

  configAfter(instruction: Instruction): ImageConfig {
    const stage = this.stageOf(instruction);
    if (!stage) return scratchConfig;
    const triggers = this.steps(stage).length - stage.instructions.length;
    return this.configs.after(stage, triggers + instruction.index - stage.from.index);
  }

  configOf(stage: Stage): ImageConfig {
    return this.configs.of(stage);
  }

  scriptOf(instruction: Instruction): ShellScript | undefined {
    const known = this.scripts.get(instruction);
    if (known || this.scripts.has(instruction)) return known;
    const script = parseScript(instruction, this.shellAt(instruction), this.text);
    this.scripts.set(instruction, script);
    return script;
  }

  shellAt(instruction: Instruction): readonly string[] {
    this.shells ??= findShells(
      this.tree,
      this.stages,
      (stage) => this.steps(stage),
      (stage) => this.externalConfig(stage),
    );
    const at = lastBefore(this.shells, ({ index }) => index <= instruction.index);
    return this.shells[at]?.shell ?? defaultShell;
  }

  private get commandIndex(): ReadonlyMap<string, readonly ShellCommand[]> {
    this.commandsByName ??= indexCommands(this.byKeyword('RUN'), (instruction) => this.scriptOf(instruction));
    return this.commandsByName;
  }

  get commandNames(): Iterable<string> {
    return this.commandIndex.keys();
  }

  commands(...names: readonly string[]): readonly ShellCommand[] {
    const index = this.commandIndex;
    let found: readonly ShellCommand[] = noCommands;
    let isMixed = false;
    for (const name of names) {
      const list = index.get(name);
      if (!list) continue;
      isMixed = found !== noCommands;
      found = isMixed ? found.concat(list) : list;
    }
    return isMixed ? found.toSorted((a, b) => a.start - b.start) : found;
  }

  shared<T>(find: (file: Dockerfile) => T): T {
    const known = this.facts.get(find);
    if (known !== undefined || this.facts.has(find)) return known as T;
    const fact = find(this);
    this.facts.set(find, fact);
    return fact;
  }

  instructionAt(offset: number): Instruction | undefined {
    const { instructions } = this.tree;
    const before = lastBefore(
      instructions,
      (instruction) => (instruction.comments[0]?.start ?? instruction.start) <= offset,
    );
    const found = instructions[before];
    if (!found || offset > found.end) return undefined;
    const nested = found.args.kind === 'onbuild' ? found.args.instruction : undefined;
    return nested && offset >= nested.start ? nested : found;
  }
}

const noWords: readonly ExpandedWord[] = [];
const noInstructions: readonly Instruction[] = [];
const noCommands: readonly ShellCommand[] = [];

/** The moment at which an instruction takes the values of variables. */
function momentOf(instruction: Instruction): number {
  return instruction.name === 'FROM' ? Number.POSITIVE_INFINITY : instruction.index;
}
