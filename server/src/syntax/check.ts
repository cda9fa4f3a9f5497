import { instructions } from '../instructions/registry';
import type { Instruction, SyntaxProblem, Tree } from '../parser/nodes';
import { checkArguments } from './arguments';
import { checkCheckDirective } from './check-directive';
import { checkFlags } from './flags';
import { checkFrom } from './from';
import { checkHealthcheck } from './healthcheck';
import { checkOnbuild } from './onbuild';
import { Report } from './report';
import { checkRun } from './run';
import { suggestInCase } from './values/suggest';

const keywords = new Set(instructions.map((spec) => spec.keyword));

/**
 * Everything in a file that a BuildKit build rejects and that shows without expanding variables, in document order: what
 * its parser rejects (`tree.problems`) and what it rejects when it makes instructions of the tree.
 */
export function syntaxProblems(tree: Tree): SyntaxProblem[] {
  const report = new Report();
  checkCheckDirective(tree.directives, report);
  for (const instruction of tree.instructions) checkInstruction(instruction, report, tree);
  checkStages(tree, report);
  if (report.problems.length === 0) return [...tree.problems];
  return [...tree.problems, ...report.problems].sort((a, b) => a.start - b.start || a.end - b.end);
}

/** The problems of one instruction by itself; `tree` is the one that it is part of, absent for the trigger of another. */
export function checkInstruction(node: Instruction, report: Report, tree?: Tree): void {
  const { name } = node;
  if (!keywords.has(name)) {
    unknownInstruction(node, report, tree);
    return;
  }
  if (name !== 'HEALTHCHECK' || !isNone(node)) checkFlags(node, report);
  if (name === 'FROM') checkFrom(node, report);
  else if (name === 'HEALTHCHECK') checkHealthcheck(node, report);
  else if (name === 'ONBUILD') checkOnbuild(node, report);
  else checkArguments(node, report);
  if (name === 'RUN') checkRun(node, report);
}

function isNone({ args }: Instruction): boolean {
  return args.kind === 'healthcheck' && args.type.text.toUpperCase() === 'NONE';
}

function unknownInstruction(node: Instruction, report: Report, tree: Tree | undefined): void {
  const { keyword, start } = node;
  if (keyword.text === '') {
    const message = 'Unknown instruction: the line holds nothing but a continuation.';
    report.add('UnknownInstruction', { start, end: start + 1 }, message);
  } else if (keyword.text.includes('\0')) {
    report.add(
      'UnknownInstruction',
      keyword,
      'Unknown instruction: the file is not in UTF-8. Save it with this encoding.',
    );
  } else if (tree && continuesLineAbove(node, tree)) {
    const message = `Unknown instruction: ${keyword.text}. Is a ${tree.escape} missing at the end of the line above?`;
    report.add('UnknownInstruction', keyword, message);
  } else {
    const suggestion = suggestInCase(keyword.text, keywords);
    report.add('UnknownInstruction', keyword, `Unknown instruction: ${keyword.text}.`, suggestion);
  }
}

/** True when a line looks like the rest of the instruction right above: indented or begun by an operator, and not as keywords are. */
function continuesLineAbove(
  { index, keyword, startLine }: Instruction,
  { instructions: nodes, lineStarts }: Tree,
): boolean {
  const above = nodes[index - 1];
  if (!above || above.endLine !== startLine - 1 || above.heredocs.length > 0 || !keywords.has(above.name)) return false;
  if (/^[^\p{L}<{%]/u.test(keyword.text)) return true;
  const isIndented = keyword.start > (lineStarts[startLine] ?? 0);
  return isIndented && keyword.text !== keyword.text.toUpperCase() && above.keyword.text === above.name;
}

/** Instructions before the first FROM, or no FROM at all. */
function checkStages({ instructions: nodes }: Tree, report: Report): void {
  const from = nodes.findIndex((node) => node.name === 'FROM');
  const early = nodes
    .slice(0, from < 0 ? nodes.length : from)
    .find((node) => node.name !== 'ARG' && keywords.has(node.name));
  const last = nodes[nodes.length - 1];
  if (early) {
    const message = `No build stage in current context: ${early.name} has to come after a FROM.`;
    report.add('NoBuildStage', early.keyword, message);
  } else if (from < 0 && last && nodes.every((node) => keywords.has(node.name))) {
    report.add('NoStages', last.keyword, 'Dockerfile contains no stages to build: add a FROM.');
  }
}
