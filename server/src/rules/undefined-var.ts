import type { Dockerfile, ExpandedWord } from '../model/dockerfile';
import type { VariableReference } from '../model/expand';
import type { ExpandableWord } from '../model/expandable';
import { pairsOf, type Scope, type Step } from '../model/scope';
import { platformArguments, scannerArguments } from '../model/variables';
import type { Tree } from '../parser/nodes';
import { suggest } from '../syntax/values/suggest';
import { buildkitUrl } from './buildkit-url';
import { selfReferences } from './env-self-reference';
import { casingOf, inCasing } from './keyword-casing';
import { firstOfEach, renameFix } from './references';
import type { Finding, Fix, Rule } from './rule';
import { builtSteps, placeOf } from './steps';

export const undefinedVar: Rule = {
  code: 'UndefinedVar',
  aliases: [],
  source: 'buildkit',
  severity: 'warning',
  summary: 'Define variables before they are used',
  why:
    'A variable that no ARG or ENV above defines expands to nothing, so the path or value is not the one you mean. An ARG before the first FROM is ' +
    'not seen in stages: repeat it there without a value (`ARG VERSION`). Where the base image is not known here, its own variables may be ' +
    'meant, and nothing is reported.',
  url: buildkitUrl('undefined-var'),
  bad: [
    'FROM alpine:3.22\nCOPY ⟦$src⟧ /app/\n',
    'ARG VERSION=1\nFROM alpine:3.22\nLABEL version=⟦${VERSION}⟧\n',
    'FROM alpine:3.22\nENV a=1 b=⟦$a⟧\n',
  ],
  good: [
    'FROM alpine:3.22\nARG src\nCOPY $src /app/\n',
    'ARG VERSION=1\nFROM alpine:3.22\nARG VERSION\nLABEL version=${VERSION}\n',
    'FROM alpine:3.22\nENV PATH=$PATH:/opt/bin\n',
    'FROM node:22\nENV NEXT=$NODE_VERSION\n',
    'FROM alpine:3.22\nRUN echo $anything\n',
  ],
  fixable: true,
  fixChangesImage: true,
  *check(file) {
    if (!file.text.includes('$')) return;
    for (const step of builtSteps(file)) {
      const { name, start, end } = step.instruction;
      if (name === 'EXPOSE' || !file.text.slice(start, end).includes('$')) continue;
      let unset: ExpandedWord[] | undefined;
      file.eachExpansion(step, (expanded) => {
        if (expanded.expansion.references.every(({ matched }) => matched)) return;
        unset ??= [];
        unset.push(expanded);
      });
      if (unset) yield* undefinedIn(unset, step, file);
    }
  },
};

/** Tells of the words of a step in which a variable is not set. */
function* undefinedIn(words: readonly ExpandedWord[], step: Step, file: Dockerfile): Generator<Finding> {
  const scope = file.scopeIn(step);
  const ownReference = selfReferences(file, step.instruction);
  const globals = file.shared(globalNames);
  let candidates: readonly string[] | undefined;
  const similarTo = (name: string) => {
    candidates ??= setNames(scope, step);
    return suggest(name, candidates);
  };
  for (const { word, expansion } of words) {
    for (const reference of firstOfEach(expansion.references)) {
      const { name, matched, start, end } = reference;
      if (matched || scannerArguments.has(name) || scope.lookup(name, step.start).declared) continue;
      const place = placeOf(step, word.spanOf(start, end));
      const own = step.trigger ? undefined : ownReference(name, place);
      const { message, fixes } =
        own ??
        (globals.has(name)
          ? globalArgument(name, step, file.tree)
          : unknownName(step, word, reference, similarTo(name)));
      yield { start: place.start, end: place.end, message, fixes };
    }
  }
}

/** What a FROM can use. */
function globalNames({ preamble }: Dockerfile): ReadonlySet<string> {
  const declared = preamble.flatMap((instruction) => pairsOf(instruction)).map(({ name }) => name.text);
  return new Set([...declared, ...platformArguments]);
}

type Explained = Pick<Finding, 'message'> & { readonly fixes: readonly Fix[] };

/** The most frequent reason: an ARG before the first FROM is meant, which the stage has to name again. */
function globalArgument(name: string, { instruction, trigger }: Step, { lineStarts }: Tree): Explained {
  const start = lineStarts[instruction.startLine] ?? instruction.start;
  const text = `${inCasing('ARG', casingOf(instruction.keyword.text))} ${name}\n`;
  return {
    message: `'$${name}' is empty here: stages do not see what is set before the first FROM unless they repeat "ARG ${name}".`,
    fixes: trigger
      ? []
      : [{ title: `Add ARG ${name} to this stage`, changes: [{ start, end: start, text }], safe: false }],
  };
}

function unknownName(
  step: Step,
  word: ExpandableWord,
  reference: VariableReference,
  similar: string | undefined,
): Explained {
  return {
    message: `Usage of undefined variable '$${reference.name}'${similar ? `; did you mean $${similar}?` : '.'}`,
    fixes: step.trigger ? [] : renameFix(word, reference, similar),
  };
}

/** With more names than this, looking for a similar one is not worth the time. */
const maxNames = 300;

function setNames(scope: Scope, { start }: Step): readonly string[] {
  if (scope.countNames() > maxNames) return [];
  return [...scope.names()].filter((name) => scope.lookup(name, start).value !== undefined);
}
