import { afterAll, beforeAll, expect, test } from 'vitest';
import type { InitializeResult, TextDocumentContentChangeEvent } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { sampleDockerfiles } from '../support/dockerfiles';
import { TestClient } from '../support/lsp';
import { propertyRuns } from '../support/property-seed';

/** A small generator of pseudo-random numbers (mulberry32), so that a failure can be repeated. */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

const pieces = [
  '',
  '',
  'x',
  ' ',
  '\n',
  '\r\n',
  '\r',
  '\\\n',
  '`',
  '#',
  '"',
  "'",
  '$',
  '${',
  '}',
  '--',
  '=',
  ',',
  '[',
  ']',
  '<<EOF\n',
  '\nEOF\n',
  'FROM ',
  'COPY --from=',
  'RUN --mount=type=',
  'ONBUILD ',
  '\nENV A=$A ',
  '# escape=`\n',
  'é',
  '😀',
  ' AS b\n',
  '\t',
  '\ufeff',
];

let edited: TestClient;
let fresh: TestClient;
let capabilities: InitializeResult['capabilities'];

beforeAll(async () => {
  const options = {
    capabilities: { textDocument: { diagnostic: {} } },
    initializationOptions: { settings: { shellcheck: { enable: false } } },
  };
  edited = await TestClient.start(options);
  fresh = await TestClient.start(options);
  capabilities = edited.result?.capabilities ?? {};
});

afterAll(() => {
  edited.stop();
  fresh.stop();
});

/** Every request that the server offers, at a place of a document. */
async function answers(client: TestClient, uri: string, text: TextDocument, offset: number, selection: number) {
  const textDocument = { uri };
  const position = text.positionAt(offset);
  const range = {
    start: text.positionAt(Math.min(offset, selection)),
    end: text.positionAt(Math.max(offset, selection)),
  };
  const options = { tabSize: 4, insertSpaces: true };
  const requests: [offered: unknown, method: string, params: object][] = [
    [true, 'textDocument/diagnostic', { textDocument }],
    [capabilities.hoverProvider, 'textDocument/hover', { textDocument, position }],
    [capabilities.completionProvider, 'textDocument/completion', { textDocument, position }],
    [capabilities.codeActionProvider, 'textDocument/codeAction', { textDocument, range, context: { diagnostics: [] } }],
    [capabilities.signatureHelpProvider, 'textDocument/signatureHelp', { textDocument, position }],
    [capabilities.definitionProvider, 'textDocument/definition', { textDocument, position }],
    [
      capabilities.referencesProvider,
      'textDocument/references',
      { textDocument, position, context: { includeDeclaration: true } },
    ],
    [capabilities.documentHighlightProvider, 'textDocument/documentHighlight', { textDocument, position }],
    [capabilities.renameProvider, 'textDocument/prepareRename', { textDocument, position }],
    [capabilities.documentSymbolProvider, 'textDocument/documentSymbol', { textDocument }],
    [capabilities.foldingRangeProvider, 'textDocument/foldingRange', { textDocument }],
    [capabilities.selectionRangeProvider, 'textDocument/selectionRange', { textDocument, positions: [position] }],
    [capabilities.documentLinkProvider, 'textDocument/documentLink', { textDocument }],
    [capabilities.semanticTokensProvider, 'textDocument/semanticTokens/full', { textDocument }],
    [capabilities.semanticTokensProvider, 'textDocument/semanticTokens/range', { textDocument, range }],
    [capabilities.inlayHintProvider, 'textDocument/inlayHint', { textDocument, range }],
    [capabilities.codeLensProvider, 'textDocument/codeLens', { textDocument }],
    [capabilities.documentFormattingProvider, 'textDocument/formatting', { textDocument, options }],
    [capabilities.documentRangeFormattingProvider, 'textDocument/rangeFormatting', { textDocument, range, options }],
  ];
  const wanted = requests.filter(([offered]) => offered);
  return Promise.all(
    wanted.map(async ([, method, params]) => ({ method, answer: await client.request<unknown>(method, params) })),
  );
}

/** Answers without what names a version or a document. */
function comparable(answer: unknown, uri: string): string {
  return JSON.stringify(answer, (key, value: unknown) =>
    key === 'resultId' || key === 'version' ? undefined : value,
  ).replaceAll(uri, 'uri');
}

/** 1,000, but fewer in quick runs. */
const rounds = Math.min(1000, propertyRuns / 2);

test(`after ${rounds} random edits every feature answers like a fresh server`, { timeout: 240_000 }, async () => {
  const pick = random(20_251_124);
  const uri = 'untitled:edited';
  let text = TextDocument.create(uri, 'dockerfile', 1, sampleDockerfiles[0] ?? '');
  await edited.open(uri, text.getText());
  for (let round = 1; round <= rounds; round += 1) {
    const length = text.getText().length;
    const change: TextDocumentContentChangeEvent =
      length > 2500 || round % 97 === 0
        ? { text: sampleDockerfiles[pick(sampleDockerfiles.length)] ?? '' }
        : { range: rangeIn(text, pick), text: pieces[pick(pieces.length)] ?? '' };
    const version = await edited.change(uri, change);
    text = TextDocument.update(text, [change], version);
    const offset = pick(text.getText().length + 1);
    const selection = pick(text.getText().length + 1);
    const freshUri = `untitled:fresh${round}`;
    await fresh.open(freshUri, text.getText());
    const [one, two] = await Promise.all([
      answers(edited, uri, text, offset, selection),
      answers(fresh, freshUri, text, offset, selection),
    ]);
    await fresh.close(freshUri);
    for (const [index, { method, answer }] of one.entries()) {
      const same = comparable(answer, uri) === comparable(two[index]?.answer, freshUri);
      if (!same) expect({ round, method, answer }).toEqual({ round, method, answer: two[index]?.answer });
    }
  }
});

function rangeIn(text: TextDocument, pick: (below: number) => number) {
  const length = text.getText().length;
  const start = pick(length + 1);
  const end = Math.min(length, start + (pick(4) === 0 ? pick(30) : 0));
  return { start: text.positionAt(start), end: text.positionAt(end) };
}
