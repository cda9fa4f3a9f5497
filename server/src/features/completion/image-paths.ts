import { type CompletionItem, CompletionItemKind } from 'vscode-languageserver-types';
import type { Dockerfile, Stage } from '../../model/dockerfile';
import { argumentWords } from '../../model/expandable';
import type { Instruction } from '../../parser/nodes';
import { items, type Suggestion } from './item';
import { type Place, wordSpan } from './place';

/** Paths in a stage that this file makes: working folders, what COPY and ADD put there, and programs that Go builds. */
export function imagePathItems(place: Place, from: string, typed: string, behind: RegExp): CompletionItem[] {
  const stage = stageOf(place, from);
  return stage ? items(place, wordSpan(place, typed.length, behind), stagePaths(place.file, stage)) : [];
}

/** The stage above the place that a `from` names, by name or number. */
function stageOf({ file, instruction }: Place, from: string): Stage | undefined {
  const own = instruction && file.stageOf(instruction);
  const above = own ? file.stages.slice(0, own.index) : [];
  return above.findLast(({ name }) => name === from.toLowerCase()) ?? above.find(({ index }) => String(index) === from);
}

/** What was made last comes first: it is what one copies. */
function stagePaths(file: Dockerfile, stage: Stage): Suggestion[] {
  const found = new Map<string, Suggestion>();
  for (const { instructions } of [...file.ancestry(stage)].reverse()) {
    for (const instruction of instructions) {
      const detail = `${instruction.name} in line ${instruction.startLine + 1}`;
      for (const path of pathsOf(file, instruction)) {
        const label = path.replace(/\/$/, '');
        if (label === '' || /[\s"'$]/.test(label) || found.has(label)) continue;
        const kind = path.endsWith('/') ? CompletionItemKind.Folder : CompletionItemKind.File;
        found.set(label, { label, detail, kind, group: 1 });
      }
    }
  }
  return [...found.values()].reverse();
}

/** The absolute paths that an instruction makes, as far as known; folders end in a slash. */
function pathsOf(file: Dockerfile, instruction: Instruction): readonly string[] {
  const folder = () => file.configAfter(instruction).WorkingDir.replace(/\/$/, '');
  const absolute = (path: string | undefined): string[] => {
    if (!path || path.startsWith('..')) return [];
    if (path.startsWith('/')) return [path];
    const base = folder();
    return base.startsWith('/') ? [`${base}/${path.replace(/^(\.\/|\.$)+/, '')}`] : [];
  };
  switch (instruction.name) {
    case 'WORKDIR':
      return absolute(`${folder()}/`);
    case 'COPY':
    case 'ADD': {
      const words = argumentWords(instruction, 'source', 'destination');
      const raw = words.length > 1 ? words.at(-1)?.raw : undefined;
      return absolute(raw === undefined ? undefined : file.expand(raw, instruction));
    }
    case 'RUN':
      // Most commands need not be parsed for this.
      if (!/\bgo\b.*\s-o\s/s.test(instruction.line.text)) return [];
      return (file.scriptOf(instruction)?.commands ?? []).flatMap(({ name, args }) => {
        const flag = args.findIndex(({ text }) => text === '-o');
        const output = name === 'go' && flag >= 0 ? args[flag + 1] : undefined;
        return output?.literal ? absolute(output.text) : [];
      });
    default:
      return [];
  }
}
