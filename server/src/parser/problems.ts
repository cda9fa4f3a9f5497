import type { Arguments, Instruction, SyntaxProblem, Tree } from './nodes';

/** What BuildKit's parser rejects in the arguments, merged with what was found on the way, in document order. */
export function parserProblems(tree: Tree, found: readonly SyntaxProblem[]): readonly SyntaxProblem[] {
  const problems = [...found];
  if (tree.instructions.length === 0) {
    const message = tree.text.length === 0 ? 'The Dockerfile cannot be empty.' : 'File with no instructions.';
    problems.push({ code: 'NoInstructions', message, start: 0, end: tree.text.length });
  }
  for (const instruction of tree.instructions) collect(instruction, problems);
  return problems.sort((a, b) => a.start - b.start || a.end - b.end);
}

function collect(instruction: Instruction, problems: SyntaxProblem[]): void {
  let node = instruction;
  while (node.name === 'ONBUILD' && node.args.kind === 'onbuild') node = node.args.instruction;
  const { name } = node;
  const hasPairs = name === 'ENV' || name === 'LABEL';
  // Most arguments cannot be wrong here and need not be taken apart.
  if (!hasPairs && name !== 'HEALTHCHECK' && !node.mayBeArray) return;
  const { args } = node;
  if (args.kind === 'exec') arrayProblems(args, problems);
  else if (args.kind === 'healthcheck' && args.command.kind === 'exec') arrayProblems(args.command, problems);
  else if (hasPairs && args.kind === 'pairs') pairProblems(node, args, problems);
}

function arrayProblems(args: Extract<Arguments, { kind: 'exec' }>, problems: SyntaxProblem[]): void {
  for (const { start, end } of args.invalid) {
    const message =
      'When using JSON array syntax, arrays must be comprised of strings only: put this in double quotes.';
    problems.push({ code: 'JsonArrayNotStrings', message, start, end });
  }
}

function pairProblems(node: Instruction, args: Extract<Arguments, { kind: 'pairs' }>, problems: SyntaxProblem[]): void {
  const [first] = args.pairs;
  for (const pair of args.pairs) {
    if (pair.form !== 'bare') continue;
    const { start, end } = pair;
    if (pair === first) {
      const message = `${node.name} must have two arguments: ${pair.name.text}=value.`;
      problems.push({ code: 'MissingValue', message, start, end });
    } else {
      const message = `Can't find = in "${pair.name.text}". Must be of the form: name=value.`;
      problems.push({ code: 'MissingEquals', message, start, end });
    }
  }
}
