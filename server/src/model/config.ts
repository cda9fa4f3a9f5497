import type { Arguments, Instruction, Word } from '../parser/nodes';
import { parsePort } from '../syntax/values/port';
import { unknownConfig } from './base-images';
import type { Expansion } from './expand';
import { argumentWords, type ExpandableWord, WrittenWord } from './expandable';
import { healthcheckOf } from './healthcheck';
import type { Healthcheck, ImageConfig } from './image-config';
import { isAbsolutePath, joinPath } from './paths';
import { pairsOf, type Step } from './scope';

/** The shell that BuildKit puts before shell form when no SHELL says otherwise. */
export const defaultShell: readonly string[] = ['/bin/sh', '-c'];

type ConfigKey = keyof Omit<ImageConfig, 'unknown'>;

/** Names and values in the order in which they were set. Drafts share the links, so that a copy costs nothing. */
interface Chain {
  readonly name: string;
  readonly value: string;
  readonly before: Chain | undefined;
}

/** An image's config while the lines of a stage change it. */
export interface ConfigDraft {
  env: Chain | undefined;
  labels: Chain | undefined;
  ports: Chain | undefined;
  volumes: Chain | undefined;
  onBuild: Chain | undefined;
  unknown: ReadonlySet<ConfigKey>;
  user: string;
  workingDir: string;
  entrypoint: readonly string[] | undefined;
  cmd: readonly string[] | undefined;
  /** True once this stage has a CMD: a later ENTRYPOINT then keeps it. */
  cmdSet: boolean;
  shell: readonly string[] | undefined;
  stopSignal: string | undefined;
  healthcheck: Healthcheck | undefined;
}

/** What a change needs besides the instruction. */
export interface ConfigSource {
  /** The document's text. */
  readonly text: string;
  expand(word: ExpandableWord, step: Step): Expansion;
}

/** The config that a stage on an external image starts with. */
export function draftFrom(base: ImageConfig): ConfigDraft {
  return nextDraft({
    env: chainOf(base.Env.map(splitPair)),
    labels: chainOf(Object.entries(base.Labels)),
    ports: chainOf(base.ExposedPorts.map((port) => [port, ''])),
    volumes: chainOf(base.Volumes.map((volume) => [volume, ''])),
    onBuild: undefined,
    unknown: new Set(base.unknown),
    user: base.User,
    workingDir: base.WorkingDir,
    entrypoint: base.Entrypoint,
    cmd: base.Cmd,
    cmdSet: false,
    shell: base.Shell,
    stopSignal: base.StopSignal,
    healthcheck: base.Healthcheck,
  });
}

/** The config that a stage starts with whose base ended with `base`. Triggers run in the stage and are not handed on. */
export function nextDraft(base: ConfigDraft): ConfigDraft {
  const draft = { ...base, onBuild: undefined, cmdSet: false };
  settle(draft, 'OnBuild');
  return draft;
}

/** The config as it is now. Lists are made when somebody looks at them. */
export function freezeConfig(draft: ConfigDraft): ImageConfig {
  const { env, labels, ports, volumes, onBuild } = draft;
  return {
    get Env() {
      return [...mapOf(env)].map(([name, value]) => `${name}=${value}`);
    },
    User: draft.user,
    WorkingDir: draft.workingDir,
    Entrypoint: draft.entrypoint,
    Cmd: draft.cmd,
    get ExposedPorts() {
      return [...mapOf(ports).keys()];
    },
    get Volumes() {
      return [...mapOf(volumes).keys()];
    },
    get Labels() {
      return Object.fromEntries(mapOf(labels));
    },
    Shell: draft.shell,
    StopSignal: draft.stopSignal,
    Healthcheck: draft.healthcheck,
    get OnBuild() {
      return linksOf(onBuild).map(({ name }) => name);
    },
    unknown: unknownConfig.unknown.filter((key) => draft.unknown.has(key)),
  };
}

/** A key no longer depends on the base image. */
function settle(draft: ConfigDraft, key: ConfigKey): void {
  if (draft.unknown.has(key)) draft.unknown = new Set([...draft.unknown].filter((other) => other !== key));
}

function chainOf(pairs: readonly (readonly [string, string])[]): Chain | undefined {
  let chain: Chain | undefined;
  for (const [name, value] of pairs) chain = { name, value, before: chain };
  return chain;
}

/** The links, first one first. */
function linksOf(chain: Chain | undefined): readonly Chain[] {
  const links: Chain[] = [];
  for (let link = chain; link; link = link.before) links.push(link);
  return links.reverse();
}

/** Later values take the place of earlier ones. */
function mapOf(chain: Chain | undefined): Map<string, string> {
  return new Map(linksOf(chain).map(({ name, value }) => [name, value]));
}

/** Takes one instruction into account (BuildKit, dockerfile2llb/convert.go, the dispatch functions). */
export function changeConfig(draft: ConfigDraft, step: Step, source: ConfigSource): void {
  changes.get(step.instruction.name)?.(draft, step, source);
}

type Change = (draft: ConfigDraft, step: Step, source: ConfigSource) => void;

const changes: ReadonlyMap<string, Change> = new Map<string, Change>([
  [
    'ENV',
    (draft, step, source) => {
      draft.env = setPairs(draft.env, step, source);
    },
  ],
  [
    'LABEL',
    (draft, step, source) => {
      draft.labels = setPairs(draft.labels, step, source);
    },
  ],
  [
    'USER',
    (draft, step, source) => {
      draft.user = single(step, source) ?? draft.user;
      settle(draft, 'User');
    },
  ],
  [
    'WORKDIR',
    (draft, step, source) => {
      const path = single(step, source);
      if (path === undefined) return;
      if (isAbsolutePath(path)) settle(draft, 'WorkingDir');
      draft.workingDir = joinPath(draft.workingDir, path);
    },
  ],
  [
    'STOPSIGNAL',
    (draft, step, source) => {
      draft.stopSignal = single(step, source) ?? draft.stopSignal;
      settle(draft, 'StopSignal');
    },
  ],
  [
    'SHELL',
    (draft, { instruction: { args } }) => {
      if (args.kind !== 'exec' || args.items.length === 0) return;
      draft.shell = args.items.map((item) => item.value);
      settle(draft, 'Shell');
    },
  ],
  [
    'CMD',
    (draft, { instruction }) => {
      draft.cmd = commandOf(draft, instruction.args);
      draft.cmdSet = true;
      settle(draft, 'Cmd');
    },
  ],
  [
    'ENTRYPOINT',
    (draft, { instruction }) => {
      draft.entrypoint = commandOf(draft, instruction.args);
      settle(draft, 'Entrypoint');
      if (draft.cmdSet) return;
      draft.cmd = undefined;
      settle(draft, 'Cmd');
    },
  ],
  [
    'HEALTHCHECK',
    (draft, { instruction }) => {
      draft.healthcheck = healthcheckOf(instruction) ?? draft.healthcheck;
      settle(draft, 'Healthcheck');
    },
  ],
  [
    'EXPOSE',
    (draft, step, source) => {
      for (const word of argumentWords(step.instruction, 'port')) {
        for (const spec of source.expand(word, step).words) {
          const parsed = parsePort(spec);
          if (!parsed.ok) continue;
          const { start, end, protocol } = parsed.value;
          for (let port = start; port <= end; port++)
            draft.ports = { name: `${port}/${protocol}`, value: '', before: draft.ports };
        }
      }
    },
  ],
  [
    'VOLUME',
    (draft, step, source) => {
      for (const word of argumentWords(step.instruction, 'volume')) {
        const { text } = source.expand(word, step);
        if (text.trim() !== '') draft.volumes = { name: text, value: '', before: draft.volumes };
      }
    },
  ],
  [
    'ONBUILD',
    (draft, { instruction }, { text }) => {
      draft.onBuild = { name: triggerText(instruction, text), value: '', before: draft.onBuild };
    },
  ],
]);

function setPairs(target: Chain | undefined, step: Step, source: ConfigSource): Chain | undefined {
  const { instruction } = step;
  let chain = target;
  for (const pair of pairsOf(instruction)) {
    const name = expanded(pair.name, step, source);
    const value = pair.value ? expanded(pair.value, step, source) : '';
    if (name !== undefined && value !== undefined) chain = { name, value, before: chain };
  }
  return chain;
}

function expanded(word: Word, step: Step, source: ConfigSource): string | undefined {
  const { text, error } = source.expand(new WrittenWord(step.instruction.line, word, 'value', undefined), step);
  return error ? undefined : text;
}

/** The expanded argument of an instruction that takes one; undefined when there is none or it cannot be expanded. */
function single(step: Step, source: ConfigSource): string | undefined {
  const [word] = argumentWords(step.instruction, 'value');
  const expansion = word && source.expand(word, step);
  return expansion?.error ? undefined : expansion?.text;
}

function commandOf(draft: ConfigDraft, args: Arguments): readonly string[] {
  if (args.kind === 'exec') return args.items.map((item) => item.value);
  return [...(draft.shell ?? defaultShell), args.kind === 'text' ? args.text.text : ''];
}

/** A trigger as the image keeps it: the line, and the bodies of its heredocs. */
function triggerText({ rest, heredocs }: Instruction, text: string): string {
  const last = heredocs.at(-1);
  const first = heredocs[0];
  if (!first || !last) return rest.text;
  return `${rest.text}\n${text.slice(first.body.start, last.terminator?.end ?? last.body.end)}`;
}

function splitPair(pair: string): readonly [string, string] {
  const equals = pair.indexOf('=');
  return equals < 0 ? [pair, ''] : [pair.slice(0, equals), pair.slice(equals + 1)];
}
