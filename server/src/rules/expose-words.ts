import type { Dockerfile } from '../model/dockerfile';
import type { ExpandableWord } from '../model/expandable';
import type { Step } from '../model/scope';
import { builtSteps } from './steps';

/** A port specification of EXPOSE and the word that it comes from. */
export interface ExposedPort {
  readonly step: Step;
  readonly word: ExpandableWord;
  readonly spec: string;
}

/** Every port specification of a file, after expansion. */
export function* exposedPorts(file: Dockerfile): Generator<ExposedPort> {
  if (file.byKeyword('EXPOSE').length === 0) return;
  for (const step of builtSteps(file)) {
    if (step.instruction.name !== 'EXPOSE') continue;
    for (const { word, expansion } of file.expansions(step)) {
      if (!expansion.error) for (const spec of expansion.words) yield { step, word, spec };
    }
  }
}
