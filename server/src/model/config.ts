import type { Arguments, Instruction } from '../parser/nodes';
import { parsePort } from '../syntax/values/port';
import { unknownConfig } from './base-images';
import type { Expansion } from './expand';
import { argumentWords, type ExpandableWord } from './expandable';
import { healthcheckOf } from './healthcheck';
import type { Healthcheck, ImageConfig } from './image-config';
import { isAbsolutePath, joinPath } from './paths';
import { inWord } from './positions';
import { pairsOf, type Step } from './scope';

/** The shell that BuildKit puts before shell form when no SHELL says otherwise. */
export const defaultShell: readonly string[] = ['/bin/sh', '-c'];

type ConfigKey = keyof Omit<ImageConfig, 'unknown'>;

/** An image's config while the lines of a stage change it. */
export interface ConfigDraft {
  readonly env: Map<string, string>;
  readonly labels: Map<string, string>;
  readonly ports: Set<string>;
  readonly volumes: Set<string>;
  readonly onBuild: string[];
  readonly unknown: Set<ConfigKey>;
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

/** The config that a stage starts with. The base's triggers run in the stage and are not handed on. */
export function draftFrom(base: ImageConfig): ConfigDraft {
  return {
    env: new Map(base.Env.map(splitPair)),
    labels: new Map(Object.entries(base.Labels)),
    ports: new Set(base.ExposedPorts),
    volumes: new Set(base.Volumes),
    onBuild: [],
    unknown: new Set(base.unknown.filter((key) => key !== 'OnBuild')),
    user: base.User,
    workingDir: base.WorkingDir,
    entrypoint: base.Entrypoint,
    cmd: base.Cmd,
    cmdSet: false,
    shell: base.Shell,
    stopSignal: base.StopSignal,
    healthcheck: base.Healthcheck,
  };
}

/** The config as it is now. */
export function freezeConfig(draft: ConfigDraft): ImageConfig {
  return {
    Env: [...draft.env].map(([name, value]) => `${name}=${value}`),
    User: draft.user,
    WorkingDir: draft.workingDir,
    Entrypoint: draft.entrypoint,
    Cmd: draft.cmd,
    ExposedPorts: [...draft.ports],
    Volumes: [...draft.volumes],
    Labels: Object.fromEntries(draft.labels),
    Shell: draft.shell,
    StopSignal: draft.stopSignal,
    Healthcheck: draft.healthcheck,
    OnBuild: [...draft.onBuild],
    unknown: unknownConfig.unknown.filter((key) => draft.unknown.has(key)),
  };
}

/** Takes one instruction into account (BuildKit, dockerfile2llb/convert.go, the dispatch functions). */
export function changeConfig(draft: ConfigDraft, step: Step, source: ConfigSource): void {
  changes.get(step.instruction.name)?.(draft, step, source);
}

type Change = (draft: ConfigDraft, step: Step, source: ConfigSource) => void;

const changes: ReadonlyMap<string, Change> = new Map<string, Change>([
  ['ENV', (draft, step, source) => setPairs(draft.env, step, source)],
  ['LABEL', (draft, step, source) => setPairs(draft.labels, step, source)],
  [
    'USER',
    (draft, step, source) => {
      draft.user = single(step, source) ?? draft.user;
      draft.unknown.delete('User');
    },
  ],
  [
    'WORKDIR',
    (draft, step, source) => {
      const path = single(step, source);
      if (path === undefined) return;
      if (isAbsolutePath(path)) draft.unknown.delete('WorkingDir');
      draft.workingDir = joinPath(draft.workingDir, path);
    },
  ],
  [
    'STOPSIGNAL',
    (draft, step, source) => {
      draft.stopSignal = single(step, source) ?? draft.stopSignal;
      draft.unknown.delete('StopSignal');
    },
  ],
  [
    'SHELL',
    (draft, { instruction: { args } }) => {
      if (args.kind !== 'exec' || args.items.length === 0) return;
      draft.shell = args.items.map((item) => item.value);
      draft.unknown.delete('Shell');
    },
  ],
  [
    'CMD',
    (draft, { instruction }) => {
      draft.cmd = commandOf(draft, instruction.args);
      draft.cmdSet = true;
      draft.unknown.delete('Cmd');
    },
  ],
  [
    'ENTRYPOINT',
    (draft, { instruction }) => {
      draft.entrypoint = commandOf(draft, instruction.args);
      draft.unknown.delete('Entrypoint');
      if (draft.cmdSet) return;
      draft.cmd = undefined;
      draft.unknown.delete('Cmd');
    },
  ],
  [
    'HEALTHCHECK',
    (draft, { instruction }) => {
      draft.healthcheck = healthcheckOf(instruction) ?? draft.healthcheck;
      draft.unknown.delete('Healthcheck');
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
          for (let port = start; port <= end; port++) draft.ports.add(`${port}/${protocol}`);
        }
      }
    },
  ],
  [
    'VOLUME',
    (draft, step, source) => {
      for (const word of argumentWords(step.instruction, 'volume')) {
        const { text } = source.expand(word, step);
        if (text.trim() !== '') draft.volumes.add(text);
      }
    },
  ],
  ['ONBUILD', (draft, { instruction }, { text }) => draft.onBuild.push(triggerText(instruction, text))],
]);

function setPairs(target: Map<string, string>, step: Step, source: ConfigSource): void {
  const { instruction } = step;
  for (const pair of pairsOf(instruction)) {
    const expand = (word: typeof pair.name) => {
      const spanOf = inWord(instruction.line, word);
      const { text, error } = source.expand({ ...word, raw: word.text, role: 'value', spanOf, heredoc: false }, step);
      return error ? undefined : text;
    };
    const name = expand(pair.name);
    const value = pair.value ? expand(pair.value) : '';
    if (name !== undefined && value !== undefined) target.set(name, value);
  }
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
