import { unknownConfig } from './base-images';
import { type ConfigDraft, changeConfig, draftFrom, freezeConfig, nextDraft } from './config';
import type { Stage } from './dockerfile';
import type { Expansion } from './expand';
import type { ExpandableWord } from './expandable';
import type { ImageConfig } from './image-config';
import type { Step } from './scope';

/** What following a config through a file needs of it. */
interface Source {
  readonly text: string;
  steps(stage: Stage): readonly Step[];
  externalConfig(stage: Stage): ImageConfig;
  expand(word: ExpandableWord, step: Step): Expansion;
}

/** A config on its way through a stage. */
interface Replay {
  readonly stage: Stage;
  readonly draft: ConfigDraft;
  readonly steps: readonly Step[];
  /** Number of steps that ran. */
  done: number;
  config: ImageConfig | undefined;
}

/** The configs of the images that a file makes, line after line. Asking for them in order costs one pass over each stage. */
export class Configs {
  private readonly finalDrafts = new Map<Stage, ConfigDraft>();
  private replay: Replay | undefined;

  constructor(private readonly source: Source) {}

  /** The config after the first `count` steps of a stage. */
  after(stage: Stage, count: number): ImageConfig {
    if (this.replay?.stage !== stage || this.replay.done > count) this.replay = this.start(stage);
    this.advance(this.replay, count);
    this.replay.config ??= freezeConfig(this.replay.draft);
    return this.replay.config;
  }

  /** The final config of a stage. */
  of(stage: Stage): ImageConfig {
    return freezeConfig(this.finalDraft(stage));
  }

  private finalDraft(stage: Stage): ConfigDraft {
    const chain: Stage[] = [];
    for (let s: Stage | undefined = stage; s && !this.finalDrafts.has(s); s = s.base.stage) chain.push(s);
    for (const next of chain.reverse()) {
      const replay = this.start(next);
      this.advance(replay, replay.steps.length);
      this.finalDrafts.set(next, replay.draft);
    }
    return this.finalDrafts.get(stage) ?? draftFrom(unknownConfig);
  }

  private start(stage: Stage): Replay {
    const { base } = stage;
    const draft = base.stage ? nextDraft(this.finalDraft(base.stage)) : draftFrom(this.source.externalConfig(stage));
    return { stage, draft, steps: this.source.steps(stage), done: 0, config: undefined };
  }

  private advance(replay: Replay, wanted: number): void {
    const { text } = this.source;
    const expand = (word: ExpandableWord, step: Step) => this.source.expand(word, step);
    for (; replay.done < wanted; replay.done++) {
      const step = replay.steps[replay.done];
      if (step) changeConfig(replay.draft, step, { text, expand });
      replay.config = undefined;
    }
  }
}
