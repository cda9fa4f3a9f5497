import type { Report } from '../../syntax/report';
import type { Dockerfile, ExpandedWord } from '../dockerfile';
import type { Step } from '../scope';
import { isPlaceholder } from './placeholder';

/** A word that cannot be expanded: unclosed quotes and braces, unknown modifiers, `${name:?message}` without a value. */
export function checkExpansion({ word, expansion }: ExpandedWord, step: Step, file: Dockerfile, report: Report): void {
  const { error } = expansion;
  if (!error || isPlaceholder(word.raw)) return;
  const argument = argumentName(step, word.pair);
  if (argument !== undefined && isGiven(argument, file)) return;
  const required = expansion.references.find(({ name }) => error.message.startsWith(`${name}: `));
  // `ARG X=${X:?message}` is how a file asks for a build argument: like an ARG without a value, it waits for one.
  if (required && required.name === argument) return;
  const span = word.spanOf(error.start, Math.min(error.end, word.raw.length));
  if (required) report.add('RequiredVariable', span, `A build stops here: ${error.message}.`);
  else report.add('InvalidExpansion', span, `${sentence(error.message)}.`);
}

/** The name that a word is the default of, in an ARG. */
function argumentName({ instruction }: Step, pair: number | undefined): string | undefined {
  if (instruction.name !== 'ARG' || instruction.args.kind !== 'pairs') return undefined;
  return instruction.args.pairs[pair ?? 0]?.name.text;
}

/** True when the value comes from the command line: the default is then not looked at. */
function isGiven(name: string, { options: { buildArgs } }: Dockerfile): boolean {
  return buildArgs !== undefined && Object.hasOwn(buildArgs, name);
}

function sentence(message: string): string {
  return message.charAt(0).toUpperCase() + message.slice(1);
}

/** What a word is after expansion where that is certain; undefined where it is not, or where a generator fills it in. */
export function settled({ word, expansion }: ExpandedWord): string | undefined {
  const { text, certainty, error } = expansion;
  return error || certainty !== 'certain' || isPlaceholder(word.raw) ? undefined : text;
}
