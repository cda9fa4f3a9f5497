import { type InlayHint, InlayHintKind, type Range } from 'vscode-languageserver-types';
import type { Dockerfile } from '../model/dockerfile';
import { argumentWords, expandableWords } from '../model/expandable';
import type { Instruction } from '../parser/nodes';
import { cut } from './markdown';
import { positionAt, spanOf } from './positions';

/** `stages`: what FROM and numbers of stages stand for; `all`: the values of all other words with variables as well. */
export type InlayHintsShown = 'off' | 'stages' | 'all';

/** What words stand for, shown behind them. */
export function inlayHints(file: Dockerfile, range: Range, shown: InlayHintsShown): InlayHint[] {
  if (shown === 'off') return [];
  const { start, end } = spanOf(file.tree, range);
  const hints: InlayHint[] = [];
  const add = (offset: number, label: string) => {
    if (offset < start || offset > end) return;
    const position = positionAt(file.tree, offset);
    hints.push({ position, label: cut(label, 60), kind: InlayHintKind.Type, paddingLeft: true });
  };
  for (const { base } of file.stages) {
    if (base.raw.includes('$') && base.text !== undefined) add(base.span.end, `= ${base.text}`);
  }
  for (const use of file.stageUses) {
    if (use.kind === 'copy-from' && use.stage?.name !== undefined && /^\+?\d+$/.test(use.text)) {
      add(use.end, `= ${use.stage.name}`);
    }
  }
  if (shown === 'all') {
    for (const instruction of file.tree.instructions) {
      if (instruction.end >= start && instruction.start <= end) addValues(file, instruction, add);
    }
  }
  return hints;
}

function addValues(file: Dockerfile, instruction: Instruction, add: (offset: number, label: string) => void): void {
  if (instruction.name === 'FROM') return;
  if (instruction.name === 'WORKDIR') {
    const [word] = argumentWords(instruction, 'workdir');
    const { WorkingDir } = file.configAfter(instruction);
    if (word && WorkingDir !== '' && WorkingDir !== word.raw.replace(/\/$/, '') && WorkingDir !== word.raw) {
      add(word.end, `= ${WorkingDir}`);
    }
    return;
  }
  for (const word of expandableWords(instruction, file.text)) {
    if (word.role === 'heredoc' || !word.raw.includes('$')) continue;
    const value = file.expand(word.raw, instruction);
    if (value !== undefined && value !== word.raw) add(word.end, `= ${value}`);
  }
}
