import type { Report } from '../../syntax/report';
import type { Dockerfile, ExpandedWord } from '../dockerfile';
import type { Step } from '../scope';
import { isPlaceholder } from './placeholder';

/** Words that cannot be expanded: unclosed quotes and braces, unknown modifiers, `${name:?message}` without a value. */
export function checkExpansions(words: readonly ExpandedWord[], step: Step, file: Dockerfile, report: Report): void {
  for (const { word, expansion } of words) {
    const { error } = expansion;
    if (!error || isPlaceholder(word.raw) || isGivenArgument(step, word.pair, file)) continue;
    const required = expansion.references.find(({ name }) => error.message.startsWith(`${name}: `));
    const span = word.spanOf(error.start, Math.min(error.end, word.raw.length));
    if (required) report.add('RequiredVariable', span, `A build stops here: ${error.message}.`);
    else report.add('InvalidExpansion', span, `${sentence(error.message)}.`);
  }
}

/** An ARG whose value comes from the command line: its default is not looked at. */
function isGivenArgument({ instruction }: Step, pair: number | undefined, { options }: Dockerfile): boolean {
  if (instruction.name !== 'ARG' || instruction.args.kind !== 'pairs') return false;
  const name = instruction.args.pairs[pair ?? 0]?.name.text;
  return name !== undefined && options.buildArgs !== undefined && Object.hasOwn(options.buildArgs, name);
}

function sentence(message: string): string {
  return message.charAt(0).toUpperCase() + message.slice(1);
}

/** What a word is after expansion where that is certain; undefined where it is not, or where a generator fills it in. */
export function settled({ word, expansion }: ExpandedWord): string | undefined {
  const { text, certainty, error } = expansion;
  return error || certainty !== 'certain' || isPlaceholder(word.raw) ? undefined : text;
}
