import type { Instruction, Word } from '../parser/nodes';
import type { Report } from './report';
import { suggestInCase } from './values/suggest';

/** `FROM image` or `FROM image AS name`. */
export function checkFrom({ args, keyword }: Instruction, report: Report): void {
  const words = args.kind === 'words' ? args.words : [];
  const [image, as, name] = words;
  const rule = 'FROM requires either one or three arguments: an image, or an image, AS and a name.';
  if (image === undefined) report.add('InvalidFrom', keyword, rule);
  else if (as !== undefined) {
    const rest = { start: as.start, end: words[words.length - 1]?.end ?? as.end };
    if (as.text.startsWith('#')) report.add('InvalidFrom', rest, `${rule} A comment needs a line of its own.`);
    else if (words.length !== 3 || name === undefined) report.add('InvalidFrom', rest, rule);
    else if (as.text.toLowerCase() === 'as') checkStageName(name, report);
    else report.add('InvalidFrom', as, rule, suggestInCase(as.text, ['as']));
  }
}

function checkStageName(name: Word, report: Report): void {
  if (/^[a-z][a-z0-9-_.]*$/.test(name.text.toLowerCase())) return;
  const message = `Invalid name for build stage: "${name.text}", name can't start with a number or contain symbols. Use letters, digits, - _ and .`;
  report.add('InvalidStageName', name, message);
}
