import { expandableWords } from '../../model/expandable';
import { prefersLowerCase } from '../completion/place';
import { insertAbove } from './insert-above';
import type { Refactor } from './refactoring';

/** A selected part of a word that BuildKit expands to a variable above the instruction: ARG, or ENV where it lasts. */
export const extractValue: Refactor = ({ file, instruction, span }) => {
  const selected = file.text.slice(span.start, span.end);
  const stage = file.stageOf(instruction);
  if (!/^[\w.:/@+-]+$/.test(selected) || !stage || instruction.parent || instruction.name === 'FROM') return [];
  const word = expandableWords(instruction, file.text).find(
    ({ start, end, heredoc }) => !heredoc && start <= span.start && span.end <= end,
  );
  if (!word || word.role === 'name' || insideSingleQuotes(file.text.slice(word.start, span.start))) return [];
  if (/[$\\`{]$/.test(file.text.slice(word.start, span.start)) || variableTouches(file, span)) return [];
  const taken = new Set(file.variableDefinitions.map(({ name }) => name));
  const name = ['VALUE', 'VALUE_2', 'VALUE_3'].find((candidate) => !taken.has(candidate));
  if (!name) return [];
  const lower = prefersLowerCase(file, -1);
  const use = { start: span.start, end: span.end, text: `\${${name}}` };
  return ['ARG', 'ENV'].map((keyword) => ({
    title: `Extract to ${keyword} ${name}`,
    kind: 'refactor.extract' as const,
    changes: [insertAbove(file, instruction, `${lower ? keyword.toLowerCase() : keyword} ${name}=${selected}`), use],
  }));
};

function variableTouches(
  file: Parameters<Refactor>[0]['file'],
  { start, end }: Parameters<Refactor>[0]['span'],
): boolean {
  return file.variableUses.some((use) => use.start < end && start < use.end);
}

function insideSingleQuotes(before: string): boolean {
  return (before.replace(/"[^"]*"/g, '').match(/'/g) ?? []).length % 2 === 1;
}
