import { expect, test } from 'vitest';
import type { CompletionItem, TextEdit } from 'vscode-languageserver-types';
import { completion, resolveCompletion } from '../../../server/src/features/completion';
import type { CompletionOptions } from '../../../server/src/features/completion/item';
import { offsetAt, positionAt } from '../../../server/src/features/positions';
import { lint } from '../../../server/src/rules/lint';
import { defaultLintOptions } from '../../../server/src/rules/options';
import { rules } from '../../../server/src/rules/registry';
import { atCursor, dockerfile } from '../../support/cursor';
import { sampleDockerfiles } from '../../support/dockerfiles';
import { unmarked } from '../../support/lint';

const images = [
  { reference: 'shop/api:1.2', id: 'sha256:1', size: 1, created: 1 },
  { reference: 'node:22-slim', id: 'sha256:2', size: 1, created: 1 },
];
const options: CompletionOptions = {
  snippets: true,
  retrigger: false,
  trigger: undefined,
  images,
  imageInfo: () => undefined,
};
const plain: CompletionOptions = { ...options, snippets: false, images: [] };

function items(marked: string, wanted = options): CompletionItem[] {
  const { file, position } = atCursor(marked);
  return completion(file, position, wanted).items;
}

const labels = (marked: string, wanted = plain) => items(marked, wanted).map(({ label }) => label);

/** The text after an item is accepted, its placeholders filled with their defaults. */
function accepted(marked: string, label: string, wanted = options): string | undefined {
  const { text, file } = atCursor(marked);
  const item = items(marked, wanted).find((candidate) => candidate.label === label);
  return item && apply(text, file, item, item.textEdit as TextEdit);
}

function apply(text: string, file: ReturnType<typeof dockerfile>, item: CompletionItem, edit: TextEdit): string {
  const inserted = item.insertTextFormat === 2 ? filled(edit.newText) : edit.newText;
  const start = offsetAt(file.tree, edit.range.start);
  const end = offsetAt(file.tree, edit.range.end);
  return text.slice(0, start) + inserted + text.slice(end);
}

function filled(snippet: string): string {
  let result = snippet.replace(/\$\{\d+\|([^,|]*)[^}]*\|\}/g, '$1').replace(/\$\d+/g, 'x');
  for (let before = ''; before !== result; ) {
    before = result;
    result = result.replace(/\$\{\d+:([^{}]*)\}/g, '$1');
  }
  return result.replace(/\\([$}\\])/g, '$1');
}

const head = 'FROM alpine:3.22\n';

const built =
  'FROM golang AS build\nWORKDIR /src\nCOPY . .\nCOPY x /out/app\nADD y lib/\nRUN go build -o /bin/tool .\nFROM scratch\n';

const offered: [where: string, marked: string, ...some: string[]][] = [
  ['an empty file', '‸', 'FROM', 'ARG'],
  ['a new line', `${head}‸`, 'RUN', 'COPY', 'FROM', 'ONBUILD'],
  ['an indented line', `${head}  C‸`, 'CMD', 'COPY'],
  ['a line above others', `${head}‸\nRUN x`, 'RUN'],
  ['lower-case files', 'from alpine:3.22\nrun x\n‸', 'copy', 'onbuild'],
  ['ONBUILD', `${head}ONBUILD ‸`, 'COPY', 'RUN'],
  ['a word after ONBUILD', `${head}ONBUILD CO‸`, 'COPY'],
  ['FROM', 'FROM ‸', 'alpine', 'scratch', 'node', '--platform='],
  ['FROM below a stage', 'FROM alpine:3.22 AS build\nFROM ‸', 'build', 'node'],
  ['a flag of FROM', 'FROM --‸', '--platform='],
  ['the value of --platform', 'FROM --platform=‸', 'linux/amd64', '$BUILDPLATFORM'],
  ['behind the image', 'FROM alpine:3.22 ‸', 'AS'],
  ['flags of COPY', `${head}COPY --‸`, '--from=', '--chown=', '--chmod=', '--link', '--parents', '--exclude='],
  ['flags of ADD', `${head}ADD --‸ a b`, '--checksum=', '--keep-git-dir', '--unpack'],
  ['the digest of a download', `${head}ADD --checksum=‸ https://example.com/x /x`, 'sha256:'],
  ['flags of RUN', `${head}RUN --‸`, '--mount=', '--network=', '--security='],
  ['a second list flag', `${head}RUN --mount=type=ssh --‸`, '--mount=', '--network='],
  ['flags of HEALTHCHECK', `${head}HEALTHCHECK --‸`, '--interval=', '--retries='],
  ['HEALTHCHECK', `${head}HEALTHCHECK ‸`, 'CMD', 'NONE'],
  ['--from', 'FROM alpine:3.22 AS a\nFROM alpine:3.22\nFROM scratch\nCOPY --from=‸', 'a', '1', 'nginx'],
  ['--from behind another flag', 'FROM alpine:3.22 AS a\nFROM scratch\nCOPY --link --from=‸ x y', 'a'],
  ['--mount', `${head}RUN --mount=‸`, 'type=cache', 'type=secret', 'target='],
  ['the type of a mount', `${head}RUN --mount=type=‸`, 'bind', 'cache', 'secret', 'ssh', 'tmpfs'],
  ['options of a cache', `${head}RUN --mount=type=cache,‸`, 'target=', 'sharing=', 'id=', 'from='],
  ['options of a secret', `${head}RUN --mount=type=secret,‸`, 'env=', 'required'],
  ['sharing', `${head}RUN --mount=type=cache,target=/x,sharing=‸`, 'locked'],
  ['from= of a mount', 'FROM alpine:3.22 AS a\nFROM alpine:3.22\nRUN --mount=type=bind,from=‸', 'a'],
  ['--chown', `${head}RUN adduser -S app\nCOPY --chown=‸`, 'app', 'root'],
  ['--chmod', `${head}COPY --chmod=‸`, '755', '644'],
  ['USER', 'FROM node:22\nUSER ‸', 'node', 'root'],
  ['a variable', `${head}ENV ONE=1\nARG TWO=2\nWORKDIR /$‸`, 'ONE', 'TWO'],
  ['a variable in braces', `${head}ENV ONE=1\nWORKDIR /\${O‸}`, 'ONE'],
  ['a variable of the shell', `${head}ENV ONE=1\nRUN echo $‸`, 'ONE', 'PATH'],
  ['a variable in FROM', 'ARG TAG=3.22\nFROM alpine:$‸', 'TAG', 'TARGETPLATFORM'],
  ['a variable in a heredoc', `${head}ENV ONE=1\nRUN <<EOF\necho $‸\nEOF`, 'ONE'],
  ['ARG', 'ARG TAG=3.22\nFROM alpine:$TAG\nARG ‸', 'TAG', 'TARGETARCH'],
  ['EXPOSE', `${head}EXPOSE 80 ‸`, '443', '5432'],
  ['the protocol of a port', `${head}EXPOSE 53/‸`, 'tcp', 'udp'],
  ['STOPSIGNAL', `${head}STOPSIGNAL ‸`, 'SIGQUIT', 'SIGTERM'],
  ['LABEL', `${head}LABEL org.‸`, 'org.opencontainers.image.source'],
  ['LABEL on a further line', `${head}LABEL a=b \\\n  ‸`, 'org.opencontainers.image.source'],
  ['SHELL', `${head}SHELL ‸`, '["/bin/sh", "-c"]'],
  ['CMD', `${head}CMD ‸`, '["executable", "argument"]'],
  ['WORKDIR', `${head}WORKDIR /own\nWORKDIR ‸`, '/own', '/app'],
  ['the destination of COPY', `${head}WORKDIR /own\nCOPY a ‸`, './', '/own/'],
  ['sources in a stage', `${built}COPY --from=build ‸`, '/src', '/out/app', '/src/lib', '/bin/tool'],
  ['sources in a stage by number', `${built}COPY --from=0 /o‸ /x`, '/out/app'],
  ['sources in a stage in JSON form', `${built}COPY --from=build ["‸"]`, '/out/app'],
  ['the source of a mount from a stage', `${built}RUN --mount=type=bind,from=build,source=‸`, '/out/app'],
  ['the folder of a cache', `${head}RUN --mount=type=cache,target=‸ npm ci`, '/root/.npm', '/root/.cache/pip'],
  ['ENV', `${head}ARG VER=2\nENV OWN=1\nENV ‸`, 'VER', 'OWN', 'PATH', 'NODE_ENV'],
  ['a further name of ENV', `${head}ENV A=1 \\\n  N‸`, 'NODE_ENV'],
  ['a bracket of CMD', `${head}CMD [‸]`, '["executable", "argument"]'],
  ['a bracket of SHELL', `${head}SHELL [‸`, '["/bin/sh", "-c"]'],
  ['a bracket of COPY', `${head}COPY [‸]`, '["source", "destination"]'],
  ['a bracket of VOLUME', `${head}VOLUME [‸]`, '["/path"]'],
  ['the command of HEALTHCHECK', `${head}HEALTHCHECK CMD ‸`, '["executable", "argument"]'],
  ['a comment at the head', '#‸', 'syntax=', 'escape=', 'check='],
  ['a comment behind a directive', '# syntax=docker/dockerfile:1\n# ‸', 'escape=', 'check='],
  ['a comment further down', `${head}# ‸\nRUN x`, 'check=skip=', 'hadolint ignore='],
  ['syntax', '# syntax=‸', 'docker/dockerfile:1'],
  ['escape', '# escape=‸', '`'],
  ['check', '# check=‸', 'skip=', 'error=true'],
  ['a hadolint comment', `${head}# hadolint ignore=DL3‸`, 'DL3007'],
  ['a second code', `${head}# hadolint ignore=DL3006, ‸`, 'DL3007'],
];

test.each(offered)('completion at %s', (_where, marked, ...some) => {
  const found = labels(marked);
  expect(found).toEqual(expect.arrayContaining(some));
  for (const all of [found, labels(marked, options)]) expect(new Set(all).size).toBe(all.length);
});

const withheld: [where: string, marked: string, ...none: string[]][] = [
  ['before FROM only ARG and FROM fit', '‸\nFROM alpine', 'RUN', 'COPY'],
  ['ONBUILD takes no FROM', `${head}ONBUILD ‸`, 'FROM', 'ONBUILD', 'MAINTAINER'],
  ['a flag is not repeated before itself', `${head}COPY ‸--link a b`, '--link'],
  ['a flag is not repeated', `${head}COPY --link --‸`, '--link'],
  ['a stage does not see itself', 'FROM alpine:3.22 AS a\nFROM scratch AS b\nCOPY --from=‸', 'b', '1'],
  ['mounts name stages, not numbers', 'FROM alpine:3.22\nFROM alpine:3.22\nRUN --mount=from=‸', '0'],
  ['options fit the type of the mount', `${head}RUN --mount=type=tmpfs,‸`, 'sharing=', 'env='],
  ['options are not repeated under another name', `${head}RUN --mount=type=bind,dst=/x,‸`, 'target='],
  ['no flags behind arguments', `${head}RUN echo --‸`, '--mount='],
  ['directives end at the first comment', '# words\n# ‸\nFROM alpine', 'syntax='],
  ['a directive is not repeated', '# syntax=docker/dockerfile:1\n# ‸', 'syntax='],
  ['labels are not offered inside values', `${head}LABEL a="b ‸"`, 'org.opencontainers.image.title'],
  ['nor right behind them', `${head}LABEL a="b c"‸`, 'org.opencontainers.image.title'],
  ['nor behind the value of the old form', `${head}LABEL a b ‸`, 'org.opencontainers.image.title'],
  ['JSON form takes no bare words', `${head}WORKDIR /own\nCOPY ["a", ‸]`, './', '/own/'],
  [
    'a word that began on an earlier line takes no label',
    `${head}LABEL a="b \\\n c‸"`,
    'org.opencontainers.image.title',
  ],
  ['a user that is being typed is none yet', `${head}USER ap‸`, 'ap'],
  ['a folder that is being typed is none yet', `${head}WORKDIR /q‸`, '/q'],
  ['a stage has no paths of a later one', `${built}COPY --from=1 ‸`, '/src', '/out/app'],
  ['a test of the shell is no JSON form', `${head}RUN [ -f‸`, '["executable", "argument"]'],
  ['names end at the equals sign', `${head}ENV A=N‸`, 'NODE_ENV'],
  ['later variables are not there yet', `${head}WORKDIR /$‸\nENV LATER=1`, 'LATER'],
];

test.each(withheld)('%s', (_where, marked, ...none) => {
  const found = labels(marked, options);
  for (const label of none) expect(found).not.toContain(label);
});

test.each([
  ['COPY', `${head}CO‸`, `${head}COPY source destination`],
  ['copy', 'from alpine:3.22\nrun x\nCO‸', 'from alpine:3.22\nrun x\ncopy source destination'],
  ['COPY', `${head}CO‸PI a b`, `${head}COPY a b`],
  ['FROM … AS', '‸', 'FROM image:tag AS name'],
  ['from … as', 'from a\nrun x\n‸', 'from a\nrun x\nfrom image:tag as name'],
  ['RUN apk add', `${head}R‸`, `${head}RUN apk add --no-cache package`],
  ['--from=', `${head}COPY --f‸ a b`, `${head}COPY --from= a b`],
  ['--from=', `${head}COPY --fr‸=x a b`, `${head}COPY --from=x a b`],
  ['sharing=', `${head}RUN --mount=type=cache,sh‸,target=/x y`, `${head}RUN --mount=type=cache,sharing=,target=/x y`],
  ['cache', `${head}RUN --mount=type=‸bind,target=/x y`, `${head}RUN --mount=type=cache,target=/x y`],
  ['type=secret', `${head}RUN --mount=‸`, `${head}RUN --mount=type=secret,id=token`],
  ['ONE', `${head}ENV ONE=1\nWORKDIR /$O‸/x`, `${head}ENV ONE=1\nWORKDIR /$ONE/x`],
  ['ONE', `${head}ENV ONE=1\nWORKDIR /\${‸/x`, `${head}ENV ONE=1\nWORKDIR /\${ONE}/x`],
  ['ONE', `${head}ENV ONE=1\nWORKDIR /\${O‸NE}/x`, `${head}ENV ONE=1\nWORKDIR /\${ONE}/x`],
  ['shop/api:1.2', 'FROM sh‸', 'FROM shop/api:1.2'],
  ['node:22-slim', 'FROM node:‸', 'FROM node:22-slim'],
  ['AS', 'FROM node:22 ‸', 'FROM node:22 AS name'],
  ['syntax=', '# sy‸', '# syntax='],
  ['hadolint ignore=', `${head}# had‸`, `${head}# hadolint ignore=`],
  ['hadolint ignore=', `${head}# hadolint ig‸`, `${head}# hadolint ignore=`],
  ['DL3007', `${head}# hadolint ignore=DL3006,D‸`, `${head}# hadolint ignore=DL3006,DL3007`],
  ['VER', `${head}ARG VER=2\nENV V‸`, `${head}ARG VER=2\nENV VER=$VER`],
  ['PATH', `${head}ENV P‸`, `${head}ENV PATH="/folder:$PATH"`],
  ['PATH', `${head}ENV P‸=1`, `${head}ENV PATH=1`],
  ['["source", "destination"]', `${head}COPY [‸]`, `${head}COPY ["source", "destination"]`],
  ['["/bin/sh", "-c"]', `${head}SHELL [‸]`, `${head}SHELL ["/bin/sh", "-c"]`],
  ['/out/app', `${built}COPY --from=build /o‸ /`, `${built}COPY --from=build /out/app /`],
  [
    '/root/.npm',
    `${head}RUN --mount=type=cache,target=/r‸,sharing=locked x`,
    `${head}RUN --mount=type=cache,target=/root/.npm,sharing=locked x`,
  ],
  ['443', `${head}EXPOSE 80 4‸`, `${head}EXPOSE 80 443`],
  ['<<EOF', `${head}RUN <‸`, `${head}RUN <<EOF\nset -e\ncommand\nEOF`],
])('accepting %s replaces the right words', (label, marked, result) => {
  expect(accepted(marked, label)).toBe(result);
});

test('without snippets a keyword is a word, and the list of what follows opens', () => {
  const copy = items(`${head}CO‸`, { ...plain, retrigger: true }).find(({ label }) => label === 'COPY');
  expect(copy?.textEdit?.newText).toBe('COPY ');
  expect(copy?.command?.command).toBe('editor.action.triggerSuggest');
});

test('a blank opens the list only where few words can follow', () => {
  const typed: CompletionOptions = { ...options, trigger: ' ' };
  expect(labels('FROM ‸', typed)).toContain('alpine');
  expect(labels(`${head}RUN echo ‸`, typed)).toEqual([]);
  expect(labels(`${head}RUN ‸`, typed)).toEqual([]);
  expect(labels(`${head} ‸`, typed)).toEqual([]);
});

test('line continuations in snippets follow the escape directive', () => {
  const inserted = accepted('# escape=`\nFROM alpine\nR‸', 'RUN apt-get install') ?? '';
  expect(inserted).toContain('apt-get update `\n');
  expect(accepted('FROM alpine\nR‸', 'RUN apt-get install')).toContain('apt-get update \\\n');
});

test('documentation comes with the resolved item', () => {
  for (const [marked, label, text] of [
    [`${head}C‸`, 'COPY', 'build context'],
    [`${head}COPY --‸`, '--link', 'cached'],
    [`${head}RUN --mount=‸`, 'type=cache', 'empty one'],
    [`${head}RUN --mount=type=cache,‸`, 'sharing=', 'several builds'],
    ['#‸', 'escape=', 'Windows paths'],
    [`${head}# hadolint ignore=‸`, 'DL3007', 'latest'],
  ] as const) {
    const item = items(marked).find((candidate) => candidate.label === label);
    expect(item?.documentation).toBeUndefined();
    expect(JSON.stringify(resolveCompletion(item ?? { label: '' }).documentation)).toContain(text);
  }
  expect(resolveCompletion({ label: 'x' })).toEqual({ label: 'x' });
});

/** How many things a build would reject. */
const errors = (text: string) => lint(dockerfile(text), defaultLintOptions, { rules: [] }).length;

/** The samples, and examples of rules: files that are written in all sorts of ways. */
const variedFiles = [
  ...sampleDockerfiles,
  ...rules.flatMap(({ good: [good], bad: [bad] }, index) => {
    if (index % 3 === 0) return [];
    const example = (index % 2 === 0 ? good : bad) ?? '';
    return unmarked(typeof example === 'string' ? example : example.dockerfile);
  }),
];

test('every place of varied files has an answer, and its items fit in', { timeout: 120_000 }, () => {
  const misfits: string[] = [];
  let pairs = 0;
  expect(variedFiles.length).toBeGreaterThan(50);
  for (const [number, text] of variedFiles.entries()) {
    const file = dockerfile(text);
    const before = errors(text);
    for (let offset = 0; offset <= text.length; offset += 1) {
      const { items: found } = completion(file, positionAt(file.tree, offset), options);
      const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
      for (const [index, item] of found.entries()) {
        const edit = item.textEdit as TextEdit;
        const inLine = edit.range.start.line === edit.range.end.line;
        if (!inLine || offsetAt(file.tree, edit.range.start) < lineStart)
          misfits.push(`${number}:${offset} ${item.label}`);
        if (unfinished(item.label) || (offset * 7 + index) % 13 !== 0) continue;
        pairs += 1;
        if (errors(apply(text, file, item, edit)) > before) misfits.push(`${number}:${offset} ${item.label}`);
      }
    }
  }
  expect(pairs).toBeGreaterThan(2000);
  expect(misfits).toEqual([]);
});

/** Items that ask for more words by their nature, and variables, whose values may not suit the place. */
function unfinished(label: string): boolean {
  return /[=:]$/.test(label) || label === '\\' || /^[A-Za-z_]+$/.test(label);
}
