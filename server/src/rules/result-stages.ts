import type { Dockerfile, Stage } from '../model/dockerfile';

/**
 * The stages that can become an image of their own: the last one, and each one that no other stage builds on or takes files
 * from. What a mere build stage is like does not show in an image.
 */
export function resultStages(file: Dockerfile): readonly Stage[] {
  return file.shared(findResultStages);
}

function findResultStages(file: Dockerfile): readonly Stage[] {
  const used = new Set(file.stageUses.map(({ stage }) => stage));
  const last = file.stages.at(-1);
  return file.stages.filter((stage) => stage === last || !used.has(stage));
}
