import { type CompletionItem, CompletionItemKind } from 'vscode-languageserver-types';
import { officialImages } from '../../registry/official-images';
import { bytes } from '../markdown';
import { type CompletionOptions, items, type Suggestion } from './item';
import { type Place, prefersLowerCase, wordSpan } from './place';

/** The words of a FROM: image or stage, tag, AS. */
export function fromItems(place: Place, options: CompletionOptions): CompletionItem[] {
  const { word, words, file, offset } = place;
  if (words.length === 0) {
    const suggestions = [...stageSuggestions(place, { numbers: false }), ...imageSuggestions(options)];
    return items(place, wordSpan(place, word.length), suggestions);
  }
  if (words.length === 1) {
    const as = prefersLowerCase(file, offset) ? 'as' : 'AS';
    const insert = options.snippets ? `${as} \${1:name}` : `${as} `;
    const suggestion = { label: as, kind: CompletionItemKind.Keyword, detail: 'Name this stage', insert };
    return items(place, wordSpan(place, word.length), [{ ...suggestion, snippet: options.snippets }]);
  }
  return [];
}

/** Stages above the instruction, nearest first; unnamed ones by number where that works. */
export function stageSuggestions(
  { file, instruction }: Place,
  { numbers }: { readonly numbers: boolean },
): Suggestion[] {
  const own = instruction && file.stageOf(instruction);
  const limit = own ? own.index : file.stages.length;
  const suggestions: Suggestion[] = [];
  for (const stage of file.stages.slice(0, limit).reverse()) {
    if (stage.name === undefined && !numbers) continue;
    suggestions.push({
      label: stage.name ?? String(stage.index),
      kind: CompletionItemKind.Module,
      detail: `Stage ${stage.index}, from ${stage.base.raw}`,
      group: 0,
    });
  }
  return suggestions;
}

/** Images: those of the local engine, then well-known ones. */
export function imageSuggestions({ images }: CompletionOptions): Suggestion[] {
  const local = images.map(
    ({ reference, size }): Suggestion => ({
      label: reference,
      kind: CompletionItemKind.Reference,
      detail: `On this engine, ${bytes(size)}`,
      group: 1,
    }),
  );
  const known = officialImages.map(
    ({ name, summary }): Suggestion => ({
      label: name,
      kind: CompletionItemKind.Value,
      detail: summary,
      group: 2,
    }),
  );
  return [...local, ...known];
}
