import { type InstructionText, stagesOf } from './dockerfile-text';

/** What is known about where a build failed. */
export interface FailedStep {
  /** Of BuildKit: `[build 2/4] RUN make`; of the classic builder: `Step 2/9 : RUN make`; empty when no step is known. */
  readonly step: string;
  readonly message: string;
}

/** The zero-based line that a build failed at; undefined when nothing tells. */
export function failingLine(
  instructions: readonly InstructionText[],
  { step, message }: FailedStep,
): number | undefined {
  const told = /parse error (?:on |at )?line (\d+)|Dockerfile:(\d+)/i.exec(message);
  if (told) {
    return Number(told[1] ?? told[2]) - 1;
  }
  const classic = /^Step (\d+)\/\d+ :/.exec(step);
  if (classic) {
    return instructions[Number(classic[1]) - 1]?.line;
  }
  const image = /load metadata for (\S+)/.exec(step)?.[1];
  if (image) {
    return lineOfBase(instructions, image);
  }
  const parts = /^\[(?:(\S+) +)?(\d+)\/\d+\] (\w+) ?([\s\S]*)$/.exec(step);
  if (!parts) {
    return undefined;
  }
  const [, stage, number, keyword = '', rest = ''] = parts;
  return lineOfStep(instructions, stage, Number(number), keyword.toUpperCase(), rest);
}

function lineOfBase(instructions: readonly InstructionText[], image: string): number | undefined {
  const short = image.replace(/^docker\.io\/(library\/)?/, '');
  const wanted = [image, short, short.replace(/:latest$/, '')];
  const from = instructions.filter(({ keyword }) => keyword === 'FROM');
  return (from.find(({ rest }) => rest.split(/\s+/).some((word) => wanted.includes(word))) ?? from[0])?.line;
}

const counted = ['RUN', 'COPY', 'ADD', 'WORKDIR'];

/** BuildKit numbers what makes a layer within a stage, and the FROM of an image (frontend/dockerfile/dockerfile2llb, convert.go). */
function lineOfStep(
  instructions: readonly InstructionText[],
  stage: string | undefined,
  number: number,
  keyword: string,
  rest: string,
): number | undefined {
  const names = stagesOf(instructions);
  const index = stage === undefined ? names.length - 1 : stageIndex(names, stage);
  let current = -1;
  let count = 0;
  const sameText: number[] = [];
  for (const instruction of instructions) {
    if (instruction.keyword === 'FROM') {
      current++;
      const base = instruction.rest.replace(/^(--\S+\s+)+/, '').split(/\s+/)[0] ?? '';
      count = base === 'scratch' || names.slice(0, current).includes(base.toLowerCase()) ? 0 : 1;
    } else if (counted.includes(instruction.keyword)) {
      count++;
    } else {
      continue;
    }
    if (instruction.keyword !== keyword) {
      continue;
    }
    if (current === index && count === number) {
      return instruction.line;
    }
    if (squeezed(instruction.rest) === squeezed(rest)) {
      sameText.push(instruction.line);
    }
  }
  return sameText[0];
}

function stageIndex(names: readonly string[], stage: string): number {
  const numbered = /^stage-(\d+)$/.exec(stage);
  const named = names.indexOf(stage.toLowerCase());
  return named >= 0 || !numbered ? named : Number(numbered[1]);
}

function squeezed(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
