import { indexAt } from '../../model/positions';
import { lineBreakOf } from '../../rules/instruction-edits';
import { chainLinks, tidy } from './chain';
import { hasComments, isPosixShell, type Refactor, type Refactoring, type RefactorRequest } from './refactoring';

/** What a command leaves behind in its shell, and not for the next RUN. */
const lasting =
  /^(?:cd|pushd|popd|export|set|unset|alias|source|\.|umask|ulimit|shopt|trap|hash|eval)(?:\s|$)|^\w+=\S*\s*$/;

/** Cuts a RUN in two at the `&&` nearest to the cursor. */
export const splitRun: Refactor = ({ file, instruction, span }: RefactorRequest): Refactoring[] => {
  const { args, line, flags, keyword } = instruction;
  if (instruction.name !== 'RUN' || instruction.parent || args.kind !== 'text') return [];
  if (instruction.heredocs.length > 0 || hasComments(file, instruction) || !isPosixShell(file, instruction)) return [];
  const code = args.text.text;
  const links = chainLinks(code);
  if (!links || links.length < 2) return [];
  const cursor = indexAt(line, span.start) - args.index;
  const second = Math.max(
    1,
    links.findIndex(({ to }) => cursor <= to),
  );
  if (second >= links.length) return [];
  const left = links.slice(0, second);
  if (left.some(({ from, to }) => lasting.test(code.slice(from, to)))) return [];
  const before = left.at(-1);
  const after = links[second];
  if (!before || !after) return [];
  const start = line.offsetAt(args.index + before.to - 1) + 1;
  const end = line.offsetAt(args.index + after.from);
  const prefix = [keyword.text, ...flags.map((flag) => file.text.slice(flag.start, flag.end))].join(' ');
  const title = `Split before "${tidy(code.slice(after.from, Math.min(after.to, after.from + 30)))}"`;
  return [{ title, kind: 'refactor.rewrite', changes: [{ start, end, text: `${lineBreakOf(file.text)}${prefix} ` }] }];
};
