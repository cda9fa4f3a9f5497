import { afterEach, expect, test } from 'vitest';
import type { CompletionList } from 'vscode-languageserver/node';
import { imageReference } from '../../server/src/model/image-reference';
import { loadTagsCommand, type RegistryTagsParams, registryTagsRequest } from '../../server/src/protocol';
import { RegistryTags } from '../../server/src/registry-tags';
import { TestClient } from '../support/lsp';

const uri = 'untitled:Dockerfile';
let client: TestClient | undefined;
afterEach(() => client?.stop());

/** A client whose registry has these tags; `asked` tells what it was asked for. */
async function start(tags: readonly string[] | null, settings: object = {}) {
  const asked: RegistryTagsParams[] = [];
  client = await TestClient.start({ initializationOptions: { registryTags: true, settings } });
  client.connection.onRequest(registryTagsRequest, (image: RegistryTagsParams) => {
    asked.push(image);
    return tags;
  });
  return { client, asked };
}

async function complete(text: string): Promise<CompletionList> {
  const lines = text.split('\n');
  const position = { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
  await client?.open(uri, text);
  const list = await client?.request<CompletionList>('textDocument/completion', {
    textDocument: { uri },
    position,
    context: { triggerKind: 1 },
  });
  await client?.close(uri);
  return list ?? { isIncomplete: false, items: [] };
}

const offer = ({ items }: CompletionList) => items.find(({ label }) => label.startsWith('Load the tags'));
const tagsIn = ({ items }: CompletionList) => items.filter(({ detail }) => detail === 'node').map(({ label }) => label);
const load = (image: string) =>
  client?.request('workspace/executeCommand', { command: loadTagsCommand, arguments: [image] });

test('the registry is asked only for what the user chooses to load, and then completion has it', async () => {
  const { asked } = await start(['20', '9', '22-slim', '22', 'latest', 'bookworm']);
  const before = await complete('FROM node:');
  const item = offer(before);
  expect(item).toMatchObject({ label: 'Load the tags from Docker Hub…', textEdit: { newText: '' } });
  expect(item?.command).toMatchObject({ command: loadTagsCommand, arguments: ['node'] });
  expect([tagsIn(before), asked]).toEqual([[], []]);

  expect(await load('node')).toBe(true);
  expect(asked).toEqual([{ registry: 'docker.io', repository: 'library/node' }]);
  const after = await complete('FROM node:');
  const sorted = [...after.items].sort((a, b) => ((a.sortText ?? '') < (b.sortText ?? '') ? -1 : 1));
  expect(tagsIn({ ...after, items: sorted })).toEqual(['latest', '22-slim', '22', '20', '9', 'bookworm']);
  expect(offer(after)).toBeUndefined();
  const slim = after.items.find(({ label }) => label === '22-slim');
  const resolved = await client?.request<{ documentation: { value: string } }>('completionItem/resolve', slim ?? {});
  expect(resolved?.documentation.value).toContain('lighter variant');

  const narrowed = await complete('FROM docker.io/library/node:2');
  expect(tagsIn(narrowed)).toEqual(['22-slim', '22', '20']);
  const first = narrowed.items.find(({ detail }) => detail === 'node');
  expect(first?.textEdit).toMatchObject({ range: { start: { character: 28 }, end: { character: 29 } } });
  expect(tagsIn(await complete('FROM x\nCOPY --from=node:'))).toContain('22');
  expect(asked.length).toBe(1);
});

test.each([
  ['a tag is being typed, so that Enter means the line', 'FROM node:2'],
  ['the word is no image yet', 'FROM node'],
  ['it stands behind the image', 'FROM node:22 '],
  ['a variable is in it', 'FROM $X:'],
  ['it has a digest', 'FROM node@sha256:'],
  ['it is the port of a registry', 'FROM localhost:5000/x'],
])('nothing is offered to be loaded where %s', async (_why, text) => {
  await start([]);
  expect(offer(await complete(text))).toBeUndefined();
});

test('many tags come a part at a time', async () => {
  await start(Array.from({ length: 1000 }, (_, index) => `1.${index}`));
  await load('node');
  const all = await complete('FROM node:');
  expect([all.isIncomplete, tagsIn(all).length]).toEqual([true, 200]);
  const some = await complete('FROM node:1.99');
  expect([some.isIncomplete, tagsIn(some).length]).toEqual([false, 11]);
});

test('nothing is offered when the setting says so, or the client cannot ask', async () => {
  await start([], { completion: { registryTags: false } });
  expect(offer(await complete('FROM node:'))).toBeUndefined();
  client?.stop();
  client = await TestClient.start();
  expect(client.result?.capabilities.executeCommandProvider).toBeUndefined();
  expect(offer(await complete('FROM node:'))).toBeUndefined();
});

test('what could not be loaded can be asked for again, and tags grow old', async () => {
  const { asked } = await start(null);
  expect([await load('node'), await load('no image'), await load('node')]).toEqual([false, false, false]);
  expect(asked.length).toBe(2);

  let now = 0;
  const tags = new RegistryTags(
    async () => ['1'],
    () => now,
  );
  const node = imageReference('node') ?? expect.fail();
  await tags.load('docker.io/library/node');
  expect(tags.of(node)).toEqual(['1']);
  now = 24 * 3600 * 1000;
  expect(tags.of(node)).toBeUndefined();
});
