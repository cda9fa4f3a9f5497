import type { Report } from '../../syntax/report';
import { suggest } from '../../syntax/values/suggest';
import type { Dockerfile, Stage, StageUse } from '../dockerfile';
import { expandWord } from '../expand';
import type { Step } from '../scope';
import { isStageIndex, stageFinder, usesOf } from '../stages';
import { checkReference } from './base';
import { isPlaceholder } from './placeholder';

/**
 * Checks what COPY --from and RUN --mount=from= name. Only earlier stages can be used; a cycle always holds a use of the
 * same or a later stage, so that every cycle is found where it closes.
 */
export class StageUseCheck {
  private readonly find: ReturnType<typeof stageFinder>;
  /** Images that --from names count as stages for later numbers. */
  private readonly images = new Set<string>();

  constructor(private readonly file: Dockerfile) {
    this.find = stageFinder(file.stages);
  }

  check(step: Step, stage: Stage, report: Report): void {
    for (const use of usesOf(step.instruction, this.find)) {
      if (use.kind === 'copy-from' && this.expands(use)) {
        const message = 'Variable expansion is not supported for --from: name a stage with FROM and an ARG before it.';
        report.add('VariableInFrom', use, message);
      } else if (use.stage) checkOrder(use, use.stage, stage, report);
      else if (use.kind === 'copy-from' && isStageIndex(use.text)) this.checkIndex(use, report);
      else this.checkImage(use, stage, report);
    }
  }

  private expands({ text }: StageUse): boolean {
    if (isPlaceholder(text)) return false;
    const lookup = () => ({ value: undefined, certainty: 'certain' as const });
    return expandWord(text, { escape: this.file.tree.escape, lookup }).text !== text;
  }

  private checkIndex(use: StageUse, report: Report): void {
    const index = Number(use.text);
    const count = this.file.stages.length;
    if (index >= 0 && index < count + this.images.size) return;
    const last = count === 1 ? 'the only stage is 0' : `stages are 0 to ${count - 1}`;
    report.add('InvalidStageIndex', use, `Invalid stage index ${use.text}: ${last}.`);
  }

  private checkImage(use: StageUse, stage: Stage, report: Report): void {
    this.images.add(use.text);
    const hint = () => {
      const names = this.file.stages.slice(0, stage.index).flatMap(({ name }) => name ?? []);
      const name = suggest(use.text.toLowerCase(), names);
      return name ? ` Did you mean the stage ${name}?` : '';
    };
    checkReference(use.text, use, report, hint);
  }
}

function checkOrder(use: StageUse, used: Stage, stage: Stage, report: Report): void {
  if (used === stage) {
    const message = 'Circular dependency: a stage cannot use files of itself.';
    report.add('CircularDependency', use, message);
  } else if (used.index > stage.index) {
    const what = use.kind === 'copy-from' ? 'copy' : 'mount';
    const message = `Cannot ${what} from stage "${use.text}": it needs to be defined before the stage that uses it.`;
    report.add('LaterStage', use, message);
  }
}
