import type { Dockerfile } from '../model/dockerfile';
import type { Instruction } from '../parser/nodes';
import type { TextChange } from './rule';

/** The line break that the document uses. */
export function lineBreakOf(text: string): string {
  const at = text.indexOf('\n');
  return at > 0 && text[at - 1] === '\r' ? '\r\n' : '\n';
}

/** Takes an instruction out, its lines included. */
export function removeInstruction({ text }: Dockerfile, { start, end }: Instruction): TextChange {
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const lineEnd = text.indexOf('\n', end);
  return { start: from, end: lineEnd < 0 ? text.length : lineEnd + 1, text: '' };
}

/** Puts lines before an instruction, at its indentation. */
export function insertBefore({ text }: Dockerfile, { start }: Instruction, lines: readonly string[]): TextChange {
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const indent = text.slice(from, start).trim() === '' ? text.slice(from, start) : '';
  const inserted = lines.map((line) => `${line}${lineBreakOf(text)}${indent}`).join('');
  return { start, end: start, text: inserted };
}

/** The instruction after this one in its stage; undefined at the end. */
export function nextInStage(file: Dockerfile, instruction: Instruction): Instruction | undefined {
  const instructions = file.stageOf(instruction)?.instructions ?? [];
  return instructions[instructions.indexOf(instruction) + 1];
}
