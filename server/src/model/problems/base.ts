import type { Report } from '../../syntax/report';
import { parsePlatform } from '../../syntax/values/platform';
import { parseReference } from '../../syntax/values/reference';
import { suggest } from '../../syntax/values/suggest';
import type { Dockerfile, ExpandedWord, Stage } from '../dockerfile';
import { stepOf } from '../variables';
import { checkExpansion, settled } from './expansion';
import { isPlaceholder } from './placeholder';

/** Base image and platform of a FROM. A global ARG without a value waits for `--build-arg` and is no error. */
export function checkBase(stage: Stage, file: Dockerfile, names: readonly string[], report: Report): void {
  const step = stepOf(stage.from, undefined);
  const words = file.expansions(step);
  for (const expanded of words) {
    checkExpansion(expanded, step, file, report);
    const text = settled(expanded);
    if (text === undefined) continue;
    if (expanded.word.role === 'platform') checkPlatform(text, expanded, names, report);
    else if (expanded.word.role === 'base') checkBaseName(text, stage, expanded, names, report);
  }
}

function checkPlatform(
  text: string,
  { word, expansion }: ExpandedWord,
  names: readonly string[],
  report: Report,
): void {
  // `--platform=` is the same as none.
  if (word.raw === '') return;
  const hint = hintFor(expansion, names);
  if (text === '') {
    report.add('InvalidPlatform', word, `Empty platform value from expression ${word.raw}.${hint}`);
    return;
  }
  const platform = parsePlatform(text);
  if (!platform.ok)
    report.add('InvalidPlatform', word, `Failed to parse platform ${word.raw}: ${platform.reason}.${hint}`);
}

function checkBaseName(
  text: string,
  stage: Stage,
  { word, expansion }: ExpandedWord,
  names: readonly string[],
  report: Report,
): void {
  const hint = hintFor(expansion, names);
  if (text === '') report.add('BlankBaseName', word, `Base name (${word.raw}) should not be blank.${hint}`);
  else if (stage.base.kind === 'unknown') checkReference(text, word, report, () => hint);
}

/** What stands for an image has to be a reference. */
export function checkReference(
  text: string,
  word: { start: number; end: number },
  report: Report,
  hint: () => string,
): void {
  if (isPlaceholder(text)) return;
  const reference = parseReference(text);
  if (!reference.ok)
    report.add('InvalidImageReference', word, `"${text}" is no image name: ${reference.reason}.${hint()}`);
}

/** What an undeclared variable was probably meant to be. */
function hintFor({ references }: ExpandedWord['expansion'], names: readonly string[]): string {
  const unmatched = references.find(({ matched }) => !matched);
  const name = unmatched && suggest(unmatched.name, names);
  if (name) return ` Did you mean ${name}?`;
  return unmatched ? ` No ARG before the first FROM declares ${unmatched.name}.` : '';
}
