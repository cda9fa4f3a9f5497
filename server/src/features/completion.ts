import type { CompletionItem, CompletionList, Position } from 'vscode-languageserver-types';
import { mountOption, mountType } from '../instructions/mounts';
import { directiveSpec, flagSpec, instructionSpec } from '../instructions/registry';
import type { Dockerfile } from '../model/dockerfile';
import { explainTag } from '../registry/tag';
import { commentItems } from './completion/comments';
import { flagItems } from './completion/flags';
import { fromItems } from './completion/images';
import type { CompletionOptions, DocumentationKey } from './completion/item';
import { keywordItems } from './completion/keywords';
import { type Place, placeAt } from './completion/place';
import { tagItems } from './completion/tags';
import { valueItems } from './completion/values';
import { variableItems } from './completion/variables';
import { block, code, list, paragraphs } from './markdown';
import { offsetAt } from './positions';
import { ruleNamed } from './rules';

/** What can be written at a position. Documentation comes with {@link resolveCompletion}. */
export function completion(file: Dockerfile, position: Position, options: CompletionOptions): CompletionList {
  if (options.trigger === ' ' && !opensOnBlank(file, offsetAt(file.tree, position)))
    return { isIncomplete: false, items: [] };
  const place = placeAt(file, offsetAt(file.tree, position), options.retrigger);
  const tags = place.kind === 'argument' ? tagItems(place, options) : undefined;
  return { isIncomplete: tags?.complete === false, items: [...itemsAt(place, options), ...(tags?.items ?? [])] };
}

/** Instructions whose next word is one of few, so that a list helps as soon as a blank is typed. */
const eager = new Set(['FROM', 'COPY', 'ADD', 'HEALTHCHECK', 'STOPSIGNAL', 'ONBUILD', 'USER', 'EXPOSE']);

function opensOnBlank(file: Dockerfile, offset: number): boolean {
  const { kind, instruction } = placeAt(file, offset);
  return kind === 'comment' || (instruction !== undefined && kind !== 'heredoc' && eager.has(instruction.name));
}

function itemsAt(place: Place, options: CompletionOptions): CompletionItem[] {
  switch (place.kind) {
    case 'comment':
      return commentItems(place);
    case 'keyword':
      return keywordItems(place, options);
    case 'heredoc':
      return variableItems(place) ?? [];
    case 'none':
      return [];
    case 'argument':
      return variableItems(place) ?? (place.continued ? [] : argumentItems(place, options));
  }
}

function argumentItems(place: Place, options: CompletionOptions): CompletionItem[] {
  const flags = flagItems(place, options);
  const beforeFlag = place.word === '' && place.file.text.startsWith('--', place.offset);
  if (flags && (place.word !== '' || beforeFlag)) return flags;
  const own = place.instruction?.name === 'FROM' ? fromItems(place, options) : valueItems(place, options);
  return [...own, ...(flags ?? [])];
}

/** Adds the documentation to an item of {@link completion}. */
export function resolveCompletion(item: CompletionItem): CompletionItem {
  const value = documentationOf(item.data);
  return value === undefined ? item : { ...item, documentation: { kind: 'markdown', value } };
}

function documentationOf(data: DocumentationKey | undefined): string | undefined {
  switch (data?.of) {
    case 'instruction': {
      const spec = instructionSpec(data.keyword);
      return spec && paragraphs(spec.summary, block(spec.syntax.join('\n')), spec.docs, block(spec.example));
    }
    case 'flag': {
      const spec = flagSpec(data.keyword, data.flag);
      return spec && paragraphs(spec.summary, block(spec.syntax, 'text'), spec.docs);
    }
    case 'mount-type': {
      const type = mountType(data.type);
      return type && paragraphs(type.summary, type.docs, block(`RUN --mount=${type.example} …`));
    }
    case 'mount-option': {
      const option = mountOption(data.option);
      return option && paragraphs(option.summary, option.docs);
    }
    case 'directive': {
      const spec = directiveSpec(data.key);
      return spec && paragraphs(spec.summary, spec.docs, block(spec.example));
    }
    case 'rule': {
      const rule = ruleNamed(data.code);
      return rule && paragraphs(`${rule.summary}.`, rule.why);
    }
    case 'tag': {
      const parts = explainTag(data.image, data.tag);
      return parts.length > 0 ? list(parts.map(({ text, meaning }) => `${code(text)}: ${meaning}`)) : undefined;
    }
    default:
      return undefined;
  }
}
