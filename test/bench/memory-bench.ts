import { TestClient } from '../support/lsp';
import { realisticFiles } from './generate';
import type { Row } from './stats';

const documents = 200;
/** Enough for the server to load what it keeps for good: compiled code, tables. */
const warmUp = 20;

/**
 * Heap of a language server after it has served 200 documents that are closed again, against the heap before them, each
 * after a collection. The server runs in this process behind a real connection, so the heap holds
 * the benchmark's own code as well. Needs --expose-gc.
 */
export async function closedDocuments(): Promise<Row[]> {
  const client = await TestClient.start();
  const files = realisticFiles(warmUp + documents, 21);
  await serve(client, files.slice(0, warmUp), 'warm-up');
  const before = await settled();
  await serve(client, files.slice(warmUp), 'measured');
  const after = await settled();
  client.stop();
  const megabytes = (bytes: number) => (bytes / 2 ** 20).toFixed(2);
  const growth = after / before - 1;
  return [
    {
      what: `${documents} documents opened, used and closed: heap of the server`,
      ours: `${growth < 0 ? '' : '+'}${(100 * growth).toFixed(1)} %`,
      wanted: {
        holds: Math.abs(growth) <= 0.1,
        text: `within 10 % (${megabytes(before)} MB before, ${megabytes(after)} MB after)`,
      },
    },
  ];
}

/** Opens documents one by one, asks about each as an editor does, and closes them all at the end. */
async function serve(client: TestClient, texts: readonly string[], name: string): Promise<void> {
  const opened = texts.map((text, index) => ({ text, uri: `untitled:${name}/${index}/Dockerfile` }));
  for (const { uri, text } of opened) {
    await client.open(uri, text);
    await client.diagnostics((published) => published.uri === uri);
    const textDocument = { uri };
    const position = { line: 8, character: 1 };
    await client.request('textDocument/semanticTokens/full', { textDocument });
    await client.request('textDocument/documentSymbol', { textDocument });
    await client.request('textDocument/hover', { textDocument, position });
    await client.request('textDocument/completion', { textDocument, position });
    await client.request('textDocument/formatting', { textDocument, options: { tabSize: 4, insertSpaces: true } });
  }
  for (const { uri } of opened) await client.close(uri);
  await client.diagnostics(({ uri, diagnostics }) => uri === opened.at(-1)?.uri && diagnostics.length === 0);
  client.published.length = 0;
}

/** Heap in bytes after collections with turns of the event loop between them, so that timers and streams let go. */
async function settled(): Promise<number> {
  const collect = globalThis.gc;
  if (collect === undefined) throw new Error('run with --expose-gc');
  for (let i = 0; i < 5; i += 1) {
    await new Promise((resolve) => setImmediate(resolve));
    collect();
  }
  return process.memoryUsage().heapUsed;
}
