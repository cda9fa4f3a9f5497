import { type InstructionText, instructionsOf } from '../build/dockerfile-text';
import type { Layer } from '../engine/images';
import { ago } from '../views/format';
import { instructionOf } from '../views/images';
import type { LayerItem, LayersMessage, Lines } from './messages';

/** A Dockerfile that may have made the image. */
export interface Candidate {
  /** What people call it: its path in the workspace. */
  readonly name: string;
  readonly path: string;
  readonly text: string;
  /** The image has the name under which this Dockerfile was built last. */
  readonly builtHere: boolean;
}

/** A Dockerfile whose instructions are those of the newest layers. */
export interface Match {
  readonly candidate: Candidate;
  /** Lines of the newest layers, the oldest of them first. */
  readonly lines: readonly Lines[];
}

/** The page's message about an image; `history` comes newest first. */
export function layersMessage(
  name: string,
  history: readonly Layer[],
  match: Match | undefined,
  now: number,
): LayersMessage {
  const all = [...history].reverse();
  const own = match === undefined ? undefined : all.length - match.lines.length;
  const layers = all.map((layer, index): LayerItem => {
    const lines = own === undefined ? undefined : match?.lines[index - own];
    const { keyword, rest } = partsOf(instructionOf(layer));
    return {
      keyword,
      rest,
      size: layer.size,
      age: ago(layer.created, now),
      origin: own === undefined ? 'unknown' : index < own ? 'base' : 'own',
      ...(lines === undefined ? {} : { lines }),
    };
  });
  return {
    type: 'layers',
    name,
    layers,
    ...(match
      ? {
          dockerfile: {
            name: match.candidate.name,
            lines: linesOf(match.candidate.text),
            why: match.candidate.builtHere
              ? 'It was built from this file.'
              : 'Its instructions are those of this file.',
          },
        }
      : {}),
  };
}

/**
 * The Dockerfile that made an image: all instructions of one of its stages, and of the stages which that is made from, have to be those of
 * the newest layers, one by one, and at least one of them to the letter with more than a keyword. The one with the most equal texts
 * wins, and among those the one that was built under the image's name.
 */
export function matchDockerfile(history: readonly Layer[], candidates: readonly Candidate[]): Match | undefined {
  const layers = [...history].reverse().map((layer) => partsOf(instructionOf(layer)));
  const found = candidates.flatMap((candidate) =>
    chainsOf(placedIn(candidate.text)).flatMap((chain) => {
      const equal = equalTexts(layers.slice(-chain.length), chain);
      const lines = chain.map(({ line, last }) => ({ first: line, last }));
      return equal > 0 && chain.length <= layers.length ? [{ candidate, lines, equal }] : [];
    }),
  );
  const [best] = found.sort(
    (a, b) => b.equal - a.equal || Number(b.candidate.builtHere) - Number(a.candidate.builtHere),
  );
  return best && { candidate: best.candidate, lines: best.lines };
}

interface Placed extends InstructionText {
  readonly last: number;
}

function linesOf(text: string): readonly string[] {
  return text.replace(/^\uFEFF/, '').split(/\r?\n/);
}

/** Instructions with their last lines: what is before the next one, but for comments and empty lines. */
function placedIn(text: string): readonly Placed[] {
  const lines = linesOf(text);
  const instructions = instructionsOf(text);
  return instructions.map((instruction, index) => {
    let last = (instructions[index + 1]?.line ?? lines.length) - 1;
    while (last > instruction.line && /^\s*(#|$)/.test(lines[last] ?? '')) {
      last--;
    }
    return { ...instruction, last };
  });
}

/** Instructions of each stage behind those of the stages that it is made from. */
function chainsOf(instructions: readonly Placed[]): readonly (readonly Placed[])[] {
  const byName = new Map<string, Placed[]>();
  const chains: Placed[][] = [];
  for (const instruction of instructions) {
    if (instruction.keyword === 'FROM') {
      const [, base = '', name] = /^(?:--\S+\s+)*(\S+)(?:\s+as\s+(\S+))?/i.exec(instruction.rest) ?? [];
      const chain = [...(byName.get(base.toLowerCase()) ?? [])];
      byName.set(String(chains.length), chain);
      if (name) {
        byName.set(name.toLowerCase(), chain);
      }
      chains.push(chain);
    } else {
      chains.at(-1)?.push(instruction);
    }
  }
  return chains.filter((chain) => chain.length > 0);
}

interface Parts {
  readonly keyword: string;
  readonly rest: string;
}

/** How many layers have the very text of their instructions; 0 when any of them was made by another instruction. */
function equalTexts(layers: readonly Parts[], chain: readonly InstructionText[]): number {
  let equal = 0;
  for (const [index, instruction] of chain.entries()) {
    const layer = layers[index];
    if (layer?.keyword !== instruction.keyword) {
      return 0;
    }
    const [made, written] = [textOf(layer), textOf(instruction)];
    if (made === written) {
      equal += made === '' ? 0 : 1;
    } else if (instruction.keyword === 'RUN' && !isRewritten(instruction.rest)) {
      return 0;
    }
  }
  return equal;
}

/** Builders keep the command of a RUN as it is, but for lists and heredocs. */
function isRewritten(rest: string): boolean {
  return /^(?:--\S+\s+)*\[|<</.test(rest);
}

/** Without flags, which histories lack, and whatever the blanks. */
function textOf({ rest }: Parts): string {
  return rest
    .replace(/^(?:--[a-z]\S*\s+)+/, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** Layers that no builder describes have no keyword. */
function partsOf(instruction: string): Parts {
  const [, keyword = '', rest = instruction] = /^([A-Z]+)(?:\s+([\s\S]*))?$/.exec(instruction.trim()) ?? [];
  return { keyword, rest: keyword === '' ? rest.trim() : (rest ?? '').trim() };
}
