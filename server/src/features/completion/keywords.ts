import { type CompletionItem, CompletionItemKind } from 'vscode-languageserver-types';
import type { InstructionSpec } from '../../instructions/instruction';
import { instructions } from '../../instructions/registry';
import type { EscapeToken } from '../../parser/nodes';
import { type CompletionOptions, items, type Suggestion } from './item';
import { endsLine, type Place, prefersLowerCase, wordSpan } from './place';

/** Instructions that may stand here, as words and as snippets; one item where a snippet is labelled like its keyword. */
export function keywordItems(place: Place, options: CompletionOptions): CompletionItem[] {
  const { file, offset, word } = place;
  const lower = prefersLowerCase(file, offset);
  const style = (text: string) => (lower ? lowerKeywords(text) : text);
  const span = wordSpan(place, word.length);
  const blank = /[ \t]/.test(file.text[span.end] ?? '') ? '' : ' ';
  const withSnippets = options.snippets && endsLine(place, span);
  const suggestions = instructions
    .filter((spec) => fits(spec, place))
    .flatMap((spec): Suggestion[] => {
      const documentation = { of: 'instruction', keyword: spec.keyword } as const;
      const plain: Suggestion = {
        label: style(spec.keyword),
        kind: CompletionItemKind.Keyword,
        detail: spec.summary,
        insert: `${style(spec.keyword)}${blank}`,
        deprecated: spec.deprecated !== undefined,
        group: spec.deprecated ? 8 : 3,
        documentation,
        again: ['FROM', 'COPY', 'USER', 'EXPOSE', 'STOPSIGNAL', 'SHELL', 'HEALTHCHECK', 'ONBUILD'].includes(
          spec.keyword,
        ),
      };
      const snippets = withSnippets
        ? spec.snippets.map(
            ({ label, insert, summary }): Suggestion => ({
              label: style(label),
              kind: CompletionItemKind.Snippet,
              detail: summary,
              insert: style(withEscape(insert, file.tree.escape)),
              snippet: true,
              filter: style(label),
              group: 4,
              documentation,
            }),
          )
        : [];
      const whole = snippets.find(({ label }) => label === plain.label);
      const insert = whole?.insert;
      return insert === undefined
        ? [plain, ...snippets]
        : [{ ...plain, insert, snippet: true, again: false }, ...snippets.filter((snippet) => snippet !== whole)];
    });
  return items(place, span, suggestions);
}

function fits(spec: InstructionSpec, { file, instruction, offset }: Place): boolean {
  if (instruction) return spec.trigger;
  const first = file.stages[0];
  const inPreamble = first === undefined || offset < first.from.start;
  return !inPreamble || spec.keyword === 'FROM' || spec.keyword === 'ARG';
}

/** Lower-cases the keywords at the start of a snippet, and its AS, CMD and NONE. */
function lowerKeywords(text: string): string {
  return text
    .replace(/^[A-Z]+/, (word) => word.toLowerCase())
    .replace(/ AS (?=\$)/, ' as ')
    .replace(/ AS$/, ' as');
}

/** Snippets continue lines with a backslash, doubled as LSP snippets want it. */
function withEscape(insert: string, token: EscapeToken): string {
  return token === '\\' ? insert : insert.replaceAll('\\\\\n', '`\n');
}
