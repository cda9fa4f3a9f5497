import type { Dockerfile, Stage } from './dockerfile';
import type { Healthcheck, ImageConfig } from './image-config';
import { quoteWords, startCommand } from './start-command';

/** What the image of a stage will be. Config keys are the engine's (`GET /images/{name}/json`). */
export interface StageExplanation {
  /** Null when the stage has no name. */
  readonly name: string | null;
  /** The base after expansion; as written where that cannot be known. */
  readonly base: string;
  readonly config: Omit<ImageConfig, 'unknown' | 'Entrypoint' | 'Cmd' | 'Shell' | 'StopSignal' | 'Healthcheck'> & {
    readonly Entrypoint: readonly string[] | null;
    readonly Cmd: readonly string[] | null;
    readonly Shell: readonly string[] | null;
    readonly StopSignal: string | null;
    readonly Healthcheck: Healthcheck | null;
  };
  /** What a container runs when it starts; null when nothing is set. */
  readonly commandLine: readonly string[] | null;
  /** Keys that also depend on a base image that is not known here. */
  readonly unknown: ImageConfig['unknown'];
}

export interface Explanation {
  readonly stages: readonly StageExplanation[];
}

/** What each stage of a file becomes; with `options.target`, the stages up to the target. Pure, and fit for JSON. */
export function explain(file: Dockerfile): Explanation {
  const target = file.options.target?.toLowerCase();
  const end = target === undefined ? -1 : file.stages.findLastIndex(({ name }) => name === target);
  const stages = end < 0 ? file.stages : file.stages.slice(0, end + 1);
  return { stages: stages.map((stage) => explainStage(stage, file)) };
}

function explainStage(stage: Stage, file: Dockerfile): StageExplanation {
  const config = file.configOf(stage);
  const { unknown, Entrypoint, Cmd, Shell, StopSignal, Healthcheck: health, ...rest } = config;
  return {
    name: stage.name ?? null,
    base: stage.base.text ?? stage.base.raw,
    config: {
      ...rest,
      Entrypoint: Entrypoint ?? null,
      Cmd: Cmd ?? null,
      Shell: Shell ?? null,
      StopSignal: StopSignal ?? null,
      Healthcheck: health ?? null,
    },
    commandLine: startCommand(config).argv ?? null,
    unknown,
  };
}

/** The same for people: one paragraph per stage. */
export function explanationText({ stages }: Explanation): string {
  return stages.map((stage, index) => `${stageText(stage, index)}\n`).join('\n');
}

function stageText(stage: StageExplanation, index: number): string {
  const { config, commandLine, unknown } = stage;
  const rows: (readonly [string, readonly string[]])[] = [
    ['Runs', commandLine ? [quoteWords(commandLine)] : []],
    ['Entrypoint', words(config.Entrypoint)],
    ['Command', words(config.Cmd)],
    ['User', config.User === '' ? [] : [config.User]],
    ['Working folder', config.WorkingDir === '' ? [] : [config.WorkingDir]],
    ['Environment', config.Env],
    ['Ports', config.ExposedPorts],
    ['Volumes', config.Volumes],
    ['Labels', Object.entries(config.Labels).map(([name, value]) => `${name}=${value}`)],
    ['Shell', words(config.Shell)],
    ['Stop signal', config.StopSignal === null ? [] : [config.StopSignal]],
    ['Health check', config.Healthcheck ? [healthText(config.Healthcheck)] : []],
    ['On build', config.OnBuild],
    ['Also from the base', unknown.length > 0 ? [unknown.join(', ')] : []],
  ];
  const shown = rows.filter(([, values]) => values.length > 0);
  const width = Math.max(...shown.map(([label]) => label.length), 0);
  const lines = shown.map(([label, values]) => {
    return values.map((value, i) => `  ${(i === 0 ? label : '').padEnd(width)}  ${value}`).join('\n');
  });
  return [`Stage ${stage.name ?? index} from ${stage.base}`, ...lines].join('\n');
}

function words(list: readonly string[] | null): string[] {
  return list && list.length > 0 ? [quoteWords(list)] : [];
}

function healthText({ Test, Interval, Timeout, StartPeriod, StartInterval, Retries }: Healthcheck): string {
  const [kind, ...rest] = Test;
  if (kind === 'NONE') return 'none';
  const command = kind === 'CMD-SHELL' ? rest.join(' ') : quoteWords(rest);
  const times: (readonly [string, number | undefined])[] = [
    ['every', Interval],
    ['timeout', Timeout],
    ['start period', StartPeriod],
    ['start interval', StartInterval],
  ];
  const details = times.flatMap(([label, value]) => (value ? [`${label} ${value / 1e9}s`] : []));
  if (Retries) details.push(`${Retries} retries`);
  return details.length > 0 ? `${command} (${details.join(', ')})` : command;
}
