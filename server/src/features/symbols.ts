import { type DocumentSymbol, type SymbolInformation, SymbolKind } from 'vscode-languageserver-types';
import type { Dockerfile, Stage } from '../model/dockerfile';
import type { Instruction, Span } from '../parser/nodes';
import { cut } from './markdown';
import { rangeOf } from './positions';

const kinds: Readonly<Record<string, SymbolKind>> = {
  ADD: SymbolKind.File,
  ARG: SymbolKind.Variable,
  CMD: SymbolKind.Event,
  COPY: SymbolKind.File,
  ENTRYPOINT: SymbolKind.Event,
  ENV: SymbolKind.Variable,
  EXPOSE: SymbolKind.Interface,
  HEALTHCHECK: SymbolKind.Event,
  LABEL: SymbolKind.Property,
  RUN: SymbolKind.Function,
  USER: SymbolKind.Key,
  VOLUME: SymbolKind.Package,
  WORKDIR: SymbolKind.Package,
};

/** The outline: directives, global arguments, and stages with their instructions. */
export function documentSymbols(file: Dockerfile): DocumentSymbol[] {
  const directives = file.tree.directives.map((directive) =>
    symbol(file, directive.key, directive.value, SymbolKind.Property, directive, directive.keySpan),
  );
  return [
    ...directives,
    ...file.preamble.map((instruction) => instructionSymbol(file, instruction)),
    ...file.stages.map((stage) => stageSymbol(file, stage)),
  ];
}

function stageSymbol(file: Dockerfile, stage: Stage): DocumentSymbol {
  const { from, instructions, nameSpan, base } = stage;
  const span = { start: from.start, end: instructions.at(-1)?.end ?? from.end };
  const name = stage.name ?? `stage ${stage.index}`;
  return {
    ...symbol(file, name, `FROM ${base.raw}`, SymbolKind.Class, span, nameSpan ?? from.keyword),
    children: instructions.map((instruction) => instructionSymbol(file, instruction)),
  };
}

function instructionSymbol(file: Dockerfile, instruction: Instruction): DocumentSymbol {
  const detail = instruction.rest.text.replace(/\s+/g, ' ');
  const kind = Object.hasOwn(kinds, instruction.name) ? kinds[instruction.name] : undefined;
  const name = instruction.name || '?';
  return symbol(file, name, detail, kind ?? SymbolKind.Field, instruction, instruction.keyword);
}

function symbol(
  { tree }: Dockerfile,
  name: string,
  detail: string,
  kind: SymbolKind,
  span: Span,
  selection: Span,
): DocumentSymbol {
  const range = rangeOf(tree, span);
  return { name, detail: cut(detail, 80), kind, range, selectionRange: rangeOf(tree, selection) };
}

/** The outline for clients that know only flat symbols. */
export function flatSymbols(
  uri: string,
  symbols: readonly DocumentSymbol[],
  containerName?: string,
): SymbolInformation[] {
  return symbols.flatMap(({ name, detail, kind, range, children }) => [
    {
      name: detail ? `${name} ${detail}` : name,
      kind,
      location: { uri, range },
      ...(containerName !== undefined && { containerName }),
    },
    ...flatSymbols(uri, children ?? [], name),
  ]);
}

/** Stages and variables of one document whose names contain the letters of a query in order. */
export function workspaceSymbols(file: Dockerfile, uri: string, query: string): SymbolInformation[] {
  const found: SymbolInformation[] = [];
  const add = (name: string, kind: SymbolKind, span: Span) => {
    if (matches(name, query)) found.push({ name, kind, location: { uri, range: rangeOf(file.tree, span) } });
  };
  for (const { name, nameSpan } of file.stages)
    if (name !== undefined && nameSpan) add(name, SymbolKind.Class, nameSpan);
  for (const { name, span } of file.variableDefinitions) if (span) add(name, SymbolKind.Variable, span);
  return found;
}

function matches(name: string, query: string): boolean {
  let from = 0;
  const lower = name.toLowerCase();
  for (const letter of query.toLowerCase()) {
    const at = lower.indexOf(letter, from);
    if (at < 0) return false;
    from = at + 1;
  }
  return true;
}
