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
export function exposedPorts(file: Dockerfile): readonly ExposedPort[] {
  return file.shared(findExposedPorts);
}

function findExposedPorts(file: Dockerfile): readonly ExposedPort[] {
  const ports: ExposedPort[] = [];
  for (const step of builtSteps(file)) {
    if (step.instruction.name !== 'EXPOSE') continue;
    for (const { word, expansion } of file.expansions(step)) {
      if (!expansion.error) for (const spec of expansion.words) ports.push({ step, word, spec });
    }
  }
  return ports;
}
