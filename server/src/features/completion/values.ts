import { type CompletionItem, CompletionItemKind } from 'vscode-languageserver-types';
import type { KnownValue } from '../../instructions/instruction';
import { imageLabels, ports, shells, signals } from '../../instructions/values';
import { type CompletionOptions, items, type Suggestion } from './item';
import { sourceItems } from './paths';
import { endsLine, opensJson, type Place, wordSpan } from './place';
import { userSuggestions } from './users';
import { argumentNameItems, environmentNameItems } from './variables';

/** Arguments by what the instruction takes. */
export function valueItems(place: Place, options: CompletionOptions): CompletionItem[] {
  const { instruction, word, words } = place;
  const span = () => wordSpan(place, word.length);
  switch (instruction?.name) {
    case 'ARG':
      return argumentNameItems(place);
    case 'ENV':
      return environmentNameItems(place, options);
    case 'EXPOSE':
      return exposeItems(place, options);
    case 'STOPSIGNAL':
      return words.length === 0 ? items(place, span(), values(signals)) : [];
    case 'USER':
      return words.length === 0 && !word.includes(':') ? items(place, span(), userSuggestions(place)) : [];
    case 'SHELL':
      return bracketItems(place, values(shells));
    case 'LABEL':
      return word.includes('=') ? [] : labelItems(place, options);
    case 'HEALTHCHECK':
      return words.length === 0 ? items(place, span(), healthcheck) : healthCommandItems(place, options);
    case 'CMD':
    case 'ENTRYPOINT':
      return bracketItems(place, execForm(options));
    case 'VOLUME':
      return word === '[' ? bracketItems(place, jsonForms(place, options)) : folderItems(place);
    case 'WORKDIR':
      return folderItems(place);
    case 'RUN':
    case 'COPY':
    case 'ADD':
      if (words.length > 0) return [...destinations(place), ...sourceItems(place)];
      return word === '['
        ? bracketItems(place, jsonForms(place, options))
        : [...sourceItems(place), ...heredocItems(place, options)];
    default:
      return [];
  }
}

/** JSON forms where one can begin; a bracket that is there, and the one that editors close it with, are replaced. */
function bracketItems(place: Place, forms: readonly Suggestion[]): CompletionItem[] {
  const { words, word } = place;
  return words.length === 0 && opensJson(place) ? items(place, wordSpan(place, word.length, /^\]?/), forms) : [];
}

function healthCommandItems(place: Place, options: CompletionOptions): CompletionItem[] {
  const { words, word } = place;
  const command = words.length === 1 && /^cmd$/i.test(words[0] ?? '') && opensJson(place);
  return command ? items(place, wordSpan(place, word.length, /^\]?/), execForm(options)) : [];
}

function values(known: readonly KnownValue[]): Suggestion[] {
  return known.map(({ value, summary }) => ({ label: value, kind: CompletionItemKind.Value, detail: summary }));
}

function exposeItems(place: Place, { imageInfo }: CompletionOptions): CompletionItem[] {
  const { word, file, instruction } = place;
  const protocol = /^\d+(?:-\d+)?\/(\w*)$/.exec(word);
  if (protocol) {
    const names = ['tcp', 'udp', 'sctp'].map((label) => ({ label, kind: CompletionItemKind.EnumMember }));
    return items(place, wordSpan(place, protocol[1]?.length ?? 0), names);
  }
  const stage = instruction && file.stageOf(instruction);
  const image = stage && file.ancestry(stage).at(-1)?.base.image;
  const exposed = (image && imageInfo(image.text)?.config.ExposedPorts) ?? [];
  const fromImage = exposed.map(
    (label): Suggestion => ({
      label: label.replace(/\/tcp$/, ''),
      kind: CompletionItemKind.Value,
      detail: 'Exposed by the base image',
      group: 1,
    }),
  );
  return items(place, wordSpan(place, word.length), [...fromImage, ...values(ports)]);
}

function labelItems(place: Place, { snippets }: CompletionOptions): CompletionItem[] {
  const { file, instruction, words } = place;
  const [first] = instruction?.args.kind === 'pairs' ? instruction.args.pairs : [];
  const legacy = first?.form === 'legacy';
  if (legacy && words.length > 0) return [];
  const span = wordSpan(place, place.word.length, /^[^\s=]*/);
  const keyOnly = legacy || file.text[span.end] === '=';
  const suggestions = imageLabels.map(
    ({ value, summary }): Suggestion => ({
      label: value,
      kind: CompletionItemKind.Property,
      detail: summary,
      insert: keyOnly ? value : snippets ? `${value}="$1"` : `${value}=`,
      snippet: snippets && !keyOnly,
    }),
  );
  return items(place, span, suggestions);
}

const healthcheck: readonly Suggestion[] = [
  { label: 'CMD', kind: CompletionItemKind.Keyword, detail: 'The command that tests', insert: 'CMD ', group: 1 },
  { label: 'NONE', kind: CompletionItemKind.Keyword, detail: 'Switch off the inherited test', group: 2 },
];

function execForm({ snippets }: CompletionOptions): Suggestion[] {
  return [
    {
      label: '["executable", "argument"]',
      kind: CompletionItemKind.Snippet,
      detail: 'Exec form: no shell around it',
      insert: snippets ? '["${1:executable}"${2:, "${3:argument}"}]' : '[""]',
      snippet: snippets,
      group: 1,
    },
  ];
}

/** Words of the other JSON forms, by keyword. */
const jsonParts: ReadonlyMap<string, readonly string[]> = new Map([
  ['VOLUME', ['/path']],
  ['COPY', ['source', 'destination']],
  ['ADD', ['source', 'destination']],
  ['RUN', ['executable', 'argument']],
]);

function jsonForms({ instruction }: Place, { snippets }: CompletionOptions): Suggestion[] {
  const parts = jsonParts.get(instruction?.name ?? '') ?? [];
  const placeholders = parts.map((part, index) => `"\${${index + 1}:${part}}"`).join(', ');
  return [
    {
      label: `[${parts.map((part) => `"${part}"`).join(', ')}]`,
      kind: CompletionItemKind.Snippet,
      detail: instruction?.name === 'RUN' ? 'Exec form: no shell around it' : 'JSON form: names may have blanks',
      insert: snippets ? `[${placeholders}]` : '[""]',
      snippet: snippets,
      group: 1,
    },
  ];
}

function heredocItems(place: Place, { snippets }: CompletionOptions): CompletionItem[] {
  const { word, instruction } = place;
  const span = wordSpan(place, word.length);
  if (!snippets || !endsLine(place, span) || !'<<EOF'.startsWith(word) || instruction?.heredocs.length) return [];
  const run = instruction?.name === 'RUN';
  const insert = run ? '<<EOF\nset -e\n${1:command}\nEOF' : '<<EOF ${1:/path/file}\n${2:text}\nEOF';
  const suggestion: Suggestion = {
    label: '<<EOF',
    kind: CompletionItemKind.Snippet,
    detail: run ? 'Run several lines' : 'Write a file here',
    insert,
    snippet: true,
    group: 7,
  };
  return items(place, span, [suggestion]);
}

/** True where the arguments begin with a bracket: words of the other form do not fit there. */
function inJsonForm({ instruction }: Place): boolean {
  return instruction?.rest.text.startsWith('[') === true;
}

function folderItems(place: Place): CompletionItem[] {
  const { words, word } = place;
  return words.length > 0 || inJsonForm(place) ? [] : items(place, wordSpan(place, word.length), folders(place));
}

/** Folders that the file mentions: those of WORKDIR and the usual ones. */
function folders({ file, instruction: own }: Place): Suggestion[] {
  const known = new Map<string, string>();
  for (const instruction of file.byKeyword('WORKDIR')) {
    if (instruction === own) continue;
    const { WorkingDir } = file.configAfter(instruction);
    if (WorkingDir) known.set(WorkingDir, `WORKDIR in line ${instruction.startLine + 1}`);
  }
  for (const label of ['/app', '/src', '/usr/src/app', '/workspace'])
    if (!known.has(label)) known.set(label, 'Usual folder');
  return [...known].map(([label, detail]) => ({ label, kind: CompletionItemKind.Folder, detail }));
}

function destinations(place: Place): CompletionItem[] {
  const { instruction, word, file } = place;
  if (!instruction || instruction.name === 'RUN' || inJsonForm(place)) return [];
  const { WorkingDir } = file.configAfter(instruction);
  const suggestions: Suggestion[] = [
    {
      label: './',
      kind: CompletionItemKind.Folder,
      detail: WorkingDir ? `WORKDIR: ${WorkingDir}` : 'WORKDIR',
      group: 1,
    },
    ...folders(place)
      .filter(({ detail }) => detail !== 'Usual folder')
      .map(({ label, detail, kind }) => ({ label: `${label.replace(/\/$/, '')}/`, detail, kind, group: 2 })),
  ];
  return items(place, wordSpan(place, word.length), suggestions);
}
