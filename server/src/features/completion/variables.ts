import { type CompletionItem, CompletionItemKind } from 'vscode-languageserver-types';
import { environmentNames, platformArgs } from '../../instructions/values';
import type { VariableDefinition } from '../../model/dockerfile';
import { cut } from '../markdown';
import { type CompletionOptions, items, type Suggestion } from './item';
import { type Place, wordSpan } from './place';

/** Instructions without any expansion, neither by BuildKit nor by a shell. */
const literal = new Set(['SHELL', 'MAINTAINER']);

/** Variables in scope behind `$` or `${`; nothing when none is being typed. */
export function variableItems(place: Place): CompletionItem[] | undefined {
  const { file, instruction, heredoc, word } = place;
  const typed = /(?:^|[^\\])(\$\{?)(\w*)$/.exec(word);
  if (!typed || !instruction || literal.has(instruction.name)) return undefined;
  if (heredoc && !heredoc.expand && instruction.name !== 'RUN') return undefined;
  const [, sign = '$', name = ''] = typed;
  const braces = sign === '${';
  const span = wordSpan(place, sign.length + name.length, braces ? /^\w*\}?/ : /^\w*/);
  const suggestions = [...file.environmentBefore(instruction).values()]
    .filter(({ kind }) => kind !== 'proxy')
    .map((definition) => suggestion(definition, braces));
  return items(place, span, suggestions);
}

function suggestion(definition: VariableDefinition, braces: boolean): Suggestion {
  const { name, kind, value } = definition;
  const predefined = kind === 'platform';
  const text = braces ? `\${${name}}` : `$${name}`;
  return {
    label: name,
    kind: predefined ? CompletionItemKind.Constant : CompletionItemKind.Variable,
    detail: predefined
      ? platformArgs.find((known) => known.value === name)?.summary
      : `${kind}${value === undefined ? '' : ` = ${cut(value, 60)}`}`,
    insert: text,
    filter: text,
    group: predefined ? 6 : 1,
  };
}

/** Names for `ARG`: global ones to be repeated in the stage, and the predefined platform arguments. */
export function argumentNameItems(place: Place): CompletionItem[] {
  const { file, instruction, word } = place;
  if (!instruction || word.includes('=')) return [];
  const stage = file.stageOf(instruction);
  if (!stage) return [];
  const globals = file.variableDefinitions
    .filter((definition) => definition.instruction && !file.stageOf(definition.instruction))
    .map(
      ({ name, value }): Suggestion => ({
        label: name,
        kind: CompletionItemKind.Variable,
        detail: `Declared before the first FROM${value === undefined ? '' : ` = ${cut(value, 60)}`}`,
        group: 1,
      }),
    );
  const platforms = platformArgs.map(
    ({ value, summary }): Suggestion => ({
      label: value,
      kind: CompletionItemKind.Constant,
      detail: summary,
      group: 2,
    }),
  );
  return items(place, wordSpan(place, word.length), [...globals, ...platforms]);
}

/** Names for `ENV`: a build argument to be kept, a variable to be changed, and names that programs look at. */
export function environmentNameItems(place: Place, { snippets }: CompletionOptions): CompletionItem[] {
  const { file, instruction, word, words } = place;
  const [first] = instruction?.args.kind === 'pairs' ? instruction.args.pairs : [];
  if (!instruction || /[="'$]/.test(word) || (first?.form === 'legacy' && words.length > 0)) return [];
  const span = wordSpan(place, word.length, /^[^\s=]*/);
  const nameOnly = first?.form === 'legacy' || file.text[span.end] === '=';
  const known = new Map<string, Suggestion>();
  const add = (label: string, detail: string, value: string, group: number) => {
    const whole = snippets ? `${label}=${value || '${1}'}` : `${label}=`;
    known.set(label, {
      label,
      kind: CompletionItemKind.Variable,
      detail,
      insert: nameOnly ? label : whole,
      snippet: snippets && !nameOnly,
      group,
    });
  };
  for (const { value, summary } of environmentNames) add(value, summary, '', 3);
  for (const { name, kind, value } of file.environmentBefore(instruction).values()) {
    const now = value === undefined ? '' : `: ${cut(value, 60)}`;
    if (kind === 'ARG') add(name, `Keep the build argument${now}`, `\\$${name}`, 1);
    if (kind === 'ENV') add(name, `Set above${now}`, '', 2);
  }
  add('PATH', 'Where programs are looked for', '"${1:/folder}:\\$PATH"', 2);
  return items(place, span, [...known.values()]);
}
