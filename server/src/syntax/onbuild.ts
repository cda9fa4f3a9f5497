import type { Instruction } from '../parser/nodes';
import type { Report } from './report';

/** The trigger itself is checked when a build runs it, so only its keyword counts here. */
export function checkOnbuild({ args, keyword }: Instruction, report: Report): void {
  if (args.kind !== 'onbuild') {
    report.add('MissingArguments', keyword, 'ONBUILD requires at least one argument: the instruction to run later.');
    return;
  }
  const { instruction } = args;
  if (instruction.name === 'ONBUILD') {
    report.add('InvalidOnbuild', instruction.keyword, "Chaining ONBUILD via `ONBUILD ONBUILD` isn't allowed.");
  } else if (instruction.name === 'FROM' || instruction.name === 'MAINTAINER') {
    report.add('InvalidOnbuild', instruction.keyword, `${instruction.name} isn't allowed as an ONBUILD trigger.`);
  }
}
