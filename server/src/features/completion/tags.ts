import { type CompletionItem, CompletionItemKind } from 'vscode-languageserver-types';
import { type ImageReference, imageReference } from '../../model/image-reference';
import { loadTagsCommand } from '../../protocol';
import { type CompletionOptions, items } from './item';
import { type Place, wordSpan } from './place';

/** Tags of registries as far as the user has loaded them. */
export interface KnownTags {
  readonly canLoad: boolean;
  /** Undefined when they have not been loaded. */
  of(image: ImageReference): readonly string[] | undefined;
}

/** So many tags at a time: typing on narrows them down. */
const mostItems = 200;

/**
 * The tags of the image before the cursor's colon, and where none are known the offer to load them. `complete` is false when
 * there are more of them than can be shown.
 */
export function tagItems(place: Place, options: CompletionOptions): { items: CompletionItem[]; complete: boolean } {
  const nothing = { items: [], complete: true };
  const typed = imageTyped(place);
  const colon = typed === undefined ? -1 : typed.indexOf(':', typed.lastIndexOf('/') + 1);
  const known = options.registryTags;
  if (!known || typed === undefined || colon < 1 || /[$@"']/.test(typed)) return nothing;
  const name = typed.slice(0, colon);
  const image = imageReference(name);
  if (!image) return nothing;
  const tag = typed.slice(colon + 1);
  const tags = known.of(image);
  if (!tags) return tag === '' && known.canLoad ? { items: [loadItem(place, name, image)], complete: true } : nothing;
  const fitting = inOrder(tags.filter((candidate) => candidate.includes(tag)));
  const suggestions = fitting.slice(0, mostItems).map((label) => ({
    label,
    kind: CompletionItemKind.Value,
    detail: image.familiarName,
    group: 3,
    documentation: { of: 'tag', image: image.familiarName, tag: label } as const,
  }));
  const span = wordSpan(place, tag.length, /^[\w.-]*/);
  return { items: items(place, span, suggestions), complete: fitting.length <= mostItems };
}

/** The part before the cursor of a word that names an image. */
function imageTyped({ instruction, word, words }: Place): string | undefined {
  if (words.length > 0) return undefined;
  if (instruction?.name === 'FROM' && !word.startsWith('-')) return word;
  return instruction?.name === 'COPY' && word.startsWith('--from=') ? word.slice('--from='.length) : undefined;
}

/**
 * It changes nothing in the text. Going away with the first letter of a tag, it is never taken by an Enter that was meant for
 * the line.
 */
function loadItem(place: Place, name: string, { registry }: ImageReference): CompletionItem {
  const span = wordSpan(place, 0, /^[\w.-]*/);
  const where = registry === 'docker.io' ? 'Docker Hub' : registry;
  const label = `Load the tags from ${where}…`;
  const insert = place.file.text.slice(span.start, span.end);
  const [item] = items(place, span, [{ label, kind: CompletionItemKind.Event, insert, filter: '…', group: 9 }]);
  return { ...(item ?? { label }), command: { title: label, command: loadTagsCommand, arguments: [name] } };
}

/** Made at its first use: that takes longer than checking a whole file. */
let byNumbers: Intl.Collator | undefined;

/** Names that move with the releases first, then versions from the newest down, then the rest. */
function inOrder(tags: readonly string[]): string[] {
  byNumbers ??= new Intl.Collator('en', { numeric: true });
  const { compare } = byNumbers;
  const rank = (tag: string) => (/^(?:latest|lts|stable)$/.test(tag) ? 0 : /^v?\d/.test(tag) ? 1 : 2);
  return [...tags].sort((a, b) => rank(a) - rank(b) || (rank(a) === 1 ? compare(b, a) : compare(a, b)));
}
