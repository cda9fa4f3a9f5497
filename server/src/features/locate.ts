import type { Dockerfile } from '../model/dockerfile';
import { argumentWords } from '../model/expandable';
import type { Comment, Directive, Flag, Heredoc, Instruction, Span, Tree } from '../parser/nodes';
import { type MountPart, mountParts } from './mount-parts';

/** What stands at an offset of a document, the smallest thing first. */
export type Target =
  | { readonly kind: 'directive'; readonly directive: Directive; readonly span: Span; readonly part: 'key' | 'value' }
  | { readonly kind: 'comment'; readonly comment: Comment; readonly span: Span }
  | { readonly kind: 'keyword'; readonly instruction: Instruction; readonly span: Span }
  | {
      readonly kind: 'flag';
      readonly instruction: Instruction;
      readonly flag: Flag;
      readonly span: Span;
      readonly part: 'name' | 'value';
    }
  | {
      readonly kind: 'mount';
      readonly instruction: Instruction;
      readonly flag: Flag;
      readonly field: MountPart;
      readonly fields: readonly MountPart[];
      readonly span: Span;
      readonly part: 'key' | 'value';
    }
  | {
      readonly kind: 'heredoc';
      readonly instruction: Instruction;
      readonly heredoc: Heredoc;
      readonly span: Span;
      readonly part: 'marker' | 'body' | 'terminator';
    }
  | {
      readonly kind: 'argument';
      readonly instruction: Instruction;
      readonly span: Span;
      /** Quotes and escapes kept; decoded for JSON. */
      readonly text: string;
      readonly index: number;
    };

/** True when an offset touches a span: its end counts, since the cursor then stands behind the word. */
export function touches({ start, end }: Span, offset: number): boolean {
  return start <= offset && offset <= end;
}

/** What stands at an offset; undefined on blanks and between lines. */
export function locate(file: Dockerfile, offset: number): Target | undefined {
  return (
    inDirectives(file.tree, offset) ??
    inInstruction(file, offset) ??
    commentTarget(file.tree.comments.find((comment) => touches(comment, offset)))
  );
}

function inDirectives(tree: Tree, offset: number): Target | undefined {
  const directive = tree.directives.find((candidate) => touches(candidate, offset));
  if (!directive) return undefined;
  const part = directive.valueSpan.start <= offset ? 'value' : 'key';
  return { kind: 'directive', directive, part, span: part === 'value' ? directive.valueSpan : directive.keySpan };
}

function commentTarget(comment: Comment | undefined): Target | undefined {
  return comment && { kind: 'comment', comment, span: comment };
}

function inInstruction(file: Dockerfile, offset: number): Target | undefined {
  const instruction = instructionTouching(file.tree, offset);
  if (!instruction) return undefined;
  const inside = file.tree.comments.find((comment) => comment.inside && touches(comment, offset));
  return inside ? commentTarget(inside) : partOf(instruction, offset);
}

/** The instruction whose span holds or ends at an offset; of nested ones the outer. */
export function instructionTouching(tree: Tree, offset: number): Instruction | undefined {
  const found = lastStartingAt(tree, offset);
  return found && touches(found, offset) ? found : undefined;
}

/** The last instruction that starts at or before an offset; of nested ones the outer. */
export function lastStartingAt({ instructions }: Tree, offset: number): Instruction | undefined {
  let low = 0;
  let high = instructions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((instructions[middle]?.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return instructions[low - 1];
}

function partOf(instruction: Instruction, offset: number): Target | undefined {
  if (touches(instruction.keyword, offset)) return { kind: 'keyword', instruction, span: instruction.keyword };
  const { args } = instruction;
  if (args.kind === 'onbuild') return partOf(args.instruction, offset);
  const flag = instruction.flags.find((candidate) => touches(candidate, offset));
  if (flag) return inFlag(instruction, flag, offset);
  for (const heredoc of instruction.heredocs) {
    const target = inHeredoc(instruction, heredoc, offset);
    if (target) return target;
  }
  return inArguments(instruction, offset);
}

function inFlag(instruction: Instruction, flag: Flag, offset: number): Target {
  const { valueSpan } = flag;
  if (!valueSpan || offset < valueSpan.start) {
    return { kind: 'flag', instruction, flag, part: 'name', span: { start: flag.start, end: flag.nameSpan.end } };
  }
  if (flag.name === 'mount') {
    const fields = mountParts(instruction, flag);
    const field = fields.find((candidate) => touches(candidate, offset));
    if (field) {
      const part = field.valueSpan && field.valueSpan.start <= offset ? 'value' : 'key';
      const span = part === 'value' ? (field.valueSpan ?? field) : field.keySpan;
      return { kind: 'mount', instruction, flag, field, fields, part, span };
    }
  }
  return { kind: 'flag', instruction, flag, part: 'value', span: valueSpan };
}

function inHeredoc(instruction: Instruction, heredoc: Heredoc, offset: number): Target | undefined {
  const { body, terminator } = heredoc;
  const target = { kind: 'heredoc', instruction, heredoc } as const;
  if (touches(heredoc, offset)) {
    return { ...target, part: 'marker', span: { start: heredoc.start, end: heredoc.end } };
  }
  if (terminator && touches(terminator, offset)) return { ...target, part: 'terminator', span: terminator };
  return body.start <= offset && offset < body.end ? { ...target, part: 'body', span: body } : undefined;
}

function inArguments(instruction: Instruction, offset: number): Target | undefined {
  const words = wordsOf(instruction);
  const index = words.findIndex((word) => touches(word, offset));
  const word = words[index];
  return word && { kind: 'argument', instruction, index, text: word.text, span: { start: word.start, end: word.end } };
}

/** The arguments as words with their places; a pair is one word, shell code as a whole too. */
export function wordsOf(instruction: Instruction): readonly (Span & { readonly text: string })[] {
  const { args } = instruction;
  switch (args.kind) {
    case 'words':
    case 'text':
    case 'exec':
      return argumentWords(instruction, 'value').map(({ raw, start, end }) => ({ text: raw, start, end }));
    case 'pairs':
      return args.pairs.map((pair) => ({
        start: pair.start,
        end: pair.end,
        text: pair.value ? `${pair.name.text}=${pair.value.text}` : pair.name.text,
      }));
    case 'healthcheck':
      return [args.type];
    default:
      return [];
  }
}
