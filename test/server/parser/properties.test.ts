import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Arguments, Instruction, Span, Tree } from '../../../server/src/parser/nodes';
import { parse } from '../../../server/src/parser/parse';
import { piecesOf } from '../../../server/src/parser/pieces';
import { syntaxProblems } from '../../../server/src/syntax/check';
import { propertyRuns } from '../../support/property-seed';

/** Scraps that steer random texts into every branch of the parser. */
const scraps = [
  'FROM',
  'RUN',
  'COPY',
  'ADD',
  'ENV',
  'LABEL',
  'ARG',
  'CMD',
  'ONBUILD',
  'HEALTHCHECK',
  'SHELL',
  'VOLUME',
  'EXPOSE',
  'USER',
  'from',
  'foo',
  ' ',
  ' ',
  '  ',
  '\t',
  '\n',
  '\n',
  '\n',
  '\r\n',
  '\r',
  '\\\n',
  ' \\ \n',
  '`\n',
  '\\',
  '`',
  '\\\\',
  '#',
  '# x',
  '# escape=`\n',
  '# escape = \\\n',
  '# syntax=a\n',
  '# check=skip=all\n',
  '#!/bin/sh\n',
  '<<EOF',
  '<<-EOF',
  '<< E',
  "<<'E F'",
  '3<<"EOF"',
  '\nEOF\n',
  '\n\tEOF\n',
  '--mount=type=cache,target=/x',
  '--from=a',
  "--x='a b'",
  '--',
  '["a", "b"]',
  '["a",',
  '[1]',
  '[]',
  '"\\u00e4"',
  "'",
  '"',
  'a=b',
  '=',
  '$x',
  '${x:-',
  '${x/a/',
  '}',
  'é',
  '\u00a0',
  '\u2003',
  '\ufeff',
  '😀',
  '\u0000',
  'AS',
  'NONE',
  '80/tcp',
  '--interval=5s',
  ',',
];

const texts = fc.oneof(
  { weight: 6, arbitrary: fc.array(fc.constantFrom(...scraps), { maxLength: 40 }).map((parts) => parts.join('')) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 80 }) },
);

const runs = { numRuns: propertyRuns };

const inside = (outer: Span, ...inner: readonly (Span | undefined)[]) => {
  let previous = outer.start;
  for (const span of inner) {
    if (span === undefined) continue;
    expect(span.start).toBeGreaterThanOrEqual(previous);
    expect(span.end).toBeGreaterThanOrEqual(span.start);
    expect(span.end).toBeLessThanOrEqual(outer.end);
    previous = span.start;
  }
};

function checkArguments(node: Instruction, args: Arguments): void {
  const { line, rest } = node;
  const same = (span: Span, text: string, from: number) => {
    expect(line.text.slice(from, from + text.length)).toBe(text);
    expect(line.spanOf(from, from + text.length)).toMatchObject({ start: span.start });
  };
  switch (args.kind) {
    case 'text':
      same(args.text, args.text.text, args.index);
      inside(rest, args.text);
      break;
    case 'words':
      inside(rest, ...args.words);
      break;
    case 'exec':
      inside(rest, args.span);
      inside(args.span, ...args.items);
      break;
    case 'pairs':
      inside(rest, ...args.pairs);
      for (const pair of args.pairs) inside(pair, pair.name, pair.value);
      break;
    case 'healthcheck':
      inside(rest, args.type);
      checkArguments(node, args.command);
      break;
    case 'onbuild':
      expect(args.instruction.parent).toBe(node);
      inside(node, args.instruction);
      checkInstruction(args.instruction);
      break;
    default:
  }
}

function checkInstruction(node: Instruction): void {
  const { line, keyword, flags, rest, heredocs } = node;
  inside(node, keyword, ...flags, rest);
  for (const flag of flags) {
    inside(flag, flag.nameSpan, flag.valueSpan);
    expect(flag.text).toBe(flag.value === undefined ? `--${flag.name}` : `--${flag.name}=${flag.value}`);
    if (!flag.quoted && flag.valueIndex !== undefined) {
      expect(line.text.startsWith(flag.value ?? '', flag.valueIndex)).toBe(true);
    }
  }
  expect(line.text.slice(node.restIndex, node.restIndex + rest.text.length)).toBe(rest.text);
  inside(node, ...heredocs);
  inside(
    { start: node.start, end: Math.max(node.end, ...heredocs.map((heredoc) => heredoc.body.end)) },
    ...heredocs.flatMap(({ body, terminator }) => [body, terminator]),
  );
  for (const heredoc of heredocs) inside(heredoc, heredoc.nameSpan);
  checkArguments(node, node.args);
}

function checkTree(tree: Tree): void {
  const whole = { start: 0, end: tree.text.length };
  inside(whole, ...tree.directives);
  inside(whole, ...tree.comments);
  inside(whole, ...tree.instructions);
  inside(whole, ...tree.problems);
  expect(tree.lineStarts).toEqual([0, ...Array.from(tree.text.matchAll(/\n/g), (match) => match.index + 1)]);
  for (const [index, node] of tree.instructions.entries()) {
    expect(node.index).toBe(index);
    expect(node.startLine).toBeLessThanOrEqual(node.lastLine);
    expect(node.lastLine).toBeLessThanOrEqual(node.endLine);
    checkInstruction(node);
  }
}

describe('parse', () => {
  it('keeps all spans inside the text, in order, children inside their parents', () => {
    fc.assert(
      fc.property(texts, (text) => checkTree(parse(text))),
      runs,
    );
  });

  it('cuts any text into pieces that join to it', () => {
    fc.assert(
      fc.property(texts, (text) => {
        let end = 0;
        for (const piece of piecesOf(parse(text))) {
          expect(piece.start).toBe(end);
          expect(piece.end).toBeGreaterThan(piece.start);
          end = piece.end;
        }
        expect(end).toBe(text.length);
      }),
      runs,
    );
  });

  it('maps every character of a logical line to the same character of the document', () => {
    fc.assert(
      fc.property(texts, (text) => {
        for (const { line } of parse(text).instructions) {
          let previous = -1;
          for (let i = 0; i < line.text.length; i++) {
            const offset = line.offsetAt(i);
            expect(text.charAt(offset)).toBe(line.text.charAt(i));
            expect(offset).toBeGreaterThan(previous);
            previous = offset;
          }
        }
      }),
      runs,
    );
  });
});

describe('syntaxProblems', () => {
  it('reports inside the text, in document order, with messages', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const problems = syntaxProblems(parse(text));
        inside({ start: 0, end: text.length }, ...problems);
        for (const problem of problems) expect(problem.message).toMatch(/^.+[.?]$/s);
      }),
      runs,
    );
  });
});
