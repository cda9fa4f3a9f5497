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
  for (const instruction of tree.instructions) checkInstruction(instruction, report);
  checkStages(tree, report);
  if (report.problems.length === 0) return [...tree.problems];
  return [...tree.problems, ...report.problems].sort((a, b) => a.start - b.start || a.end - b.end);
}

/** The problems of one instruction by itself. */
export function checkInstruction(node: Instruction, report: Report): void {
  const { name, args } = node;
  if (!keywords.has(name)) {
    unknownInstruction(node, report);
    return;
  }
  const isHealthcheckNone = args.kind === 'healthcheck' && args.type.text.toUpperCase() === 'NONE';
  if (!isHealthcheckNone) checkFlags(node, report);
  if (name === 'FROM') checkFrom(node, report);
  else if (name === 'HEALTHCHECK') checkHealthcheck(node, report);
  else if (name === 'ONBUILD') checkOnbuild(node, report);
  else checkArguments(node, report);
  if (name === 'RUN') checkRun(node, report);
}

function unknownInstruction({ keyword, start }: Instruction, report: Report): void {
  if (keyword.text === '') {
    const message = 'Unknown instruction: the line holds nothing but a continuation.';
    report.add('UnknownInstruction', { start, end: start + 1 }, message);
    return;
  }
  const suggestion = suggestInCase(keyword.text, keywords);
  report.add('UnknownInstruction', keyword, `Unknown instruction: ${keyword.text}.`, suggestion);
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
