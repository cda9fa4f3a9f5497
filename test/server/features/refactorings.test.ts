import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CodeAction } from 'vscode-languageserver-types';
import { offsetAt, positionAt } from '../../../server/src/features/positions';
import { chainLinks } from '../../../server/src/features/refactor/chain';
import { refactorings } from '../../../server/src/features/refactorings';
import { unknownConfig } from '../../../server/src/model/base-images';
import type { Dockerfile } from '../../../server/src/model/dockerfile';
import { lint } from '../../../server/src/rules/lint';
import { defaultLintOptions } from '../../../server/src/rules/options';
import { atCursor, dockerfile } from '../../support/cursor';
import { sampleDockerfiles } from '../../support/dockerfiles';
import { propertyRuns } from '../../support/property-seed';

const digest = `sha256:${'a'.repeat(64)}`;
const imageInfo = (reference: string) =>
  reference === 'node:22'
    ? {
        id: 'sha256:1',
        size: 1,
        created: 1,
        platform: 'linux/amd64',
        repoDigests: [`node@${digest}`],
        config: unknownConfig,
      }
    : undefined;

function actionsAt(file: Dockerfile, offset: number, only?: string[]): CodeAction[] {
  const position = positionAt(file.tree, offset);
  return refactorings(
    file,
    { uri: 'u', version: 1, range: { start: position, end: position }, only, versioned: false },
    imageInfo,
  );
}

function apply(file: Dockerfile, action: CodeAction): string {
  const edits = [...(action.edit?.changes?.['u'] ?? [])].sort(
    (a, b) => offsetAt(file.tree, b.range.start) - offsetAt(file.tree, a.range.start),
  );
  return edits.reduce(
    (text, { range, newText }) =>
      text.slice(0, offsetAt(file.tree, range.start)) + newText + text.slice(offsetAt(file.tree, range.end)),
    file.text,
  );
}

/** The text after the action whose title begins so; undefined when it is not offered. */
function after(marked: string, title: string): string | undefined {
  const { file, offset } = atCursor(marked);
  const action = actionsAt(file, offset).find((candidate) => candidate.title.startsWith(title));
  return action && apply(file, action);
}

const head = 'FROM debian:13\n';

const done: [title: string, before: string, result: string][] = [
  ['Convert to exec form', 'C‸MD node "a b" \'c\'', 'CMD ["node", "a b", "c"]'],
  ['Convert to exec form', 'CMD ex‸ec node app.js', 'CMD ["node", "app.js"]'],
  ['Convert to exec form', 'RUN --network=none mk‸dir \\\n  /a', 'RUN --network=none ["mkdir", "/a"]'],
  ['Convert to exec form', 'HEALTHCHECK CMD cur‸l -f localhost', 'HEALTHCHECK CMD ["curl", "-f", "localhost"]'],
  ['Convert to shell form', 'CMD ["no‸de", "a b", "$X", "it\'s"]', "CMD exec node 'a b' '$X' 'it'\\''s'"],
  ['Convert to shell form', 'RUN ["mk‸dir", "/a"]', 'RUN mkdir /a'],
  ['Convert to a heredoc', 'RUN a ‸&& b "c && d" \\\n  && e | f', 'RUN <<EOF\nset -e\na\nb "c && d"\ne | f\nEOF'],
  ['Convert to a heredoc', 'RUN --mount=type=ssh (a; b) && ‸c', 'RUN --mount=type=ssh <<EOF\nset -e\n(a; b)\nc\nEOF'],
  ['Convert to a heredoc', 'RUN a ‸&& b  ', 'RUN <<EOF\nset -e\na\nb\nEOF'],
  ['Convert to a chain', 'RUN <<EO‸F\nset -e\na\n  b "c"\nEOF', 'RUN a && \\\n    b "c"'],
  ['Convert to a chain', 'RUN <<-EO‸F\n\tset -e\n\ta\n\tEOF', 'RUN a'],
  ['Split before "b', 'RUN a && ‸b && c', 'RUN a\nRUN b && c'],
  [
    'Split before "c',
    'RUN --mount=type=ssh a \\\n && b \\\n && c‸',
    'RUN --mount=type=ssh a \\\n && b\nRUN --mount=type=ssh c',
  ],
  ['Join with the RUN below', 'RUN a‸\nRUN b && c', 'RUN a && \\\n    b && c'],
  ['Join with the RUN below', 'RUN a‸\n\nRUN b', 'RUN a && \\\n    b'],
  [
    'Sort the packages',
    'RUN apt-get install -y \\\n    git \\\n    cu‸rl \\\n    "ab"',
    'RUN apt-get install -y \\\n    "ab" \\\n    curl \\\n    git',
  ],
  ['Sort the packages', 'RUN apk add b‸ a=1', 'RUN apk add a=1 b'],
  ['Keep downloads', 'RUN npm‸ ci', 'RUN --mount=type=cache,target=/root/.npm npm ci'],
  [
    'Keep downloads',
    'RUN apt-get update‸ && apt-get install -y x',
    'RUN --mount=type=cache,target=/var/cache/apt,sharing=locked --mount=type=cache,target=/var/lib/apt,sharing=locked apt-get update && apt-get install -y x',
  ],
];

test.each(done)('%s: %j', (title, before, result) => {
  expect(after(head + before, title)).toBe(head + result);
  expect(lint(dockerfile(head + result), defaultLintOptions, { rules: [] })).toEqual([]);
});

const whole: [title: string, before: string, result: string][] = [
  [
    'Extract the tag',
    '# Base\nFROM no‸de:22-slim AS a',
    'ARG NODE_VERSION=22-slim\n# Base\nFROM node:${NODE_VERSION} AS a',
  ],
  ['Extract the tag', 'from reg.io:5000/x/no‸de:22', 'arg NODE_VERSION=22\nfrom reg.io:5000/x/node:${NODE_VERSION}'],
  ['Inline V', 'ARG V=22\nFROM node:$‸V\nARG V\nRUN echo ${V}', 'FROM node:22\nRUN echo 22'],
  ['Pin to', 'FROM no‸de:22 AS a', `FROM node:22@${digest} AS a`],
  ['Follow the tag', `FROM no‸de:22@${digest} AS a`, 'FROM node:22 AS a'],
];

test.each(whole)('%s: %j', (title, before, result) => {
  expect(after(before, title)).toBe(result);
});

test.each([
  ['Convert to exec form', 'CMD node $‸X'],
  ['Convert to exec form', 'CMD a‸ && b'],
  ['Convert to exec form', 'RUN cd‸ /x'],
  ['Convert to exec form', 'RUN A=1 b‸'],
  ['Convert to exec form', 'RUN a > b‸'],
  ['Convert to shell form', 'ENTRYPOINT ["a"]\nCMD ["b‸"]'],
  ['Convert to shell form', 'SHELL ["pwsh"]\nRUN ["b‸"]'],
  ['Convert to a heredoc', 'RUN a‸ && b || c'],
  ['Convert to a heredoc', 'RUN a‸; b'],
  ['Convert to a heredoc', 'RUN a‸ && if b; then c; fi'],
  ['Convert to a heredoc', 'RUN a‸ && \\\n  # why\n  b'],
  ['Convert to a heredoc', 'RUN a‸'],
  ['Convert to a chain', 'RUN <<EO‸F\na\nb\nEOF'],
  ['Convert to a chain', 'RUN <<EO‸F\nset -e\nif a; then\nb\nfi\nEOF'],
  ['Convert to a chain', 'RUN <<EO‸F\nset -e\n# why\nb\nEOF'],
  ['Convert to a chain', 'RUN cat <<EO‸F\nx\nEOF'],
  ['Split', 'RUN cd x && ‸b'],
  ['Split', 'RUN export A=1 && ‸b'],
  ['Split', 'RUN ‸b'],
  ['Join', 'RUN a‸\n# why\nRUN b'],
  ['Join', 'RUN a‸\nRUN b || c'],
  ['Join', 'RUN a‸\nRUN --network=none b'],
  ['Join', 'RUN a‸\nUSER b'],
  ['Sort', 'RUN apk add ‸a b'],
  ['Sort', 'RUN apk add $B‸ $A'],
  ['Keep downloads', 'RUN --mount=type=cache,target=/root/.npm npm ‸ci'],
  ['Keep downloads', 'RUN npm ‸run build'],
  ['Inline A', 'ENV A‸=1\nUSER $A'],
  ['Inline A', 'ARG A‸=1\nUSER ${A:-2}'],
  ['Inline A', 'ARG A‸="x y"\nUSER $A'],
])('%s is not offered where it would change the meaning: %j', (title, text) => {
  expect(after(head + text, title)).toBeUndefined();
});

test.each([
  ['ARG', 'WORKDIR /srv/⟦app⟧/x', 'ARG VALUE=app\nWORKDIR /srv/${VALUE}/x'],
  ['ENV', 'EXPOSE ⟦8080⟧/tcp', 'ENV VALUE=8080\nEXPOSE ${VALUE}/tcp'],
  ['ARG', 'LABEL a="x ⟦y⟧ z"', 'ARG VALUE=y\nLABEL a="x ${VALUE} z"'],
  ['ARG', 'COPY --chown=⟦me⟧:me a b', 'ARG VALUE=me\nCOPY --chown=${VALUE}:me a b'],
  ['ARG', "LABEL a='x ⟦y⟧ z'", undefined],
  ['ARG', 'WORKDIR /$⟦A⟧', undefined],
  ['ARG', 'RUN echo ⟦x⟧', undefined],
  ['ARG', 'COPY --from=⟦x⟧ a b', undefined],
  ['ARG', 'LABEL ⟦a⟧=b', undefined],
])('a selected value is extracted to %s: %s', (keyword, marked, expected) => {
  const start = head.length + marked.indexOf('⟦');
  const end = head.length + marked.indexOf('⟧') - 1;
  const file = dockerfile(head + marked.replace(/[⟦⟧]/g, ''));
  const range = { start: positionAt(file.tree, start), end: positionAt(file.tree, end) };
  const actions = refactorings(file, { uri: 'u', version: 1, range, only: undefined, versioned: false }, imageInfo);
  const action = actions.find(({ title }) => title === `Extract to ${keyword} VALUE`);
  expect(action && apply(file, action)).toBe(expected && head + expected);
});

/** The text after the stage between ⟦ and ⟧ is extracted; undefined when that is not offered. */
function extracted(marked: string): string | undefined {
  const start = marked.indexOf('⟦');
  const end = marked.indexOf('⟧') - 1;
  const file = dockerfile(marked.replace(/[⟦⟧]/g, ''));
  const range = { start: positionAt(file.tree, start), end: positionAt(file.tree, end) };
  const actions = refactorings(file, { uri: 'u', version: 1, range, only: undefined, versioned: false }, imageInfo);
  const action = actions.find(({ title }) => title.startsWith('Extract to stage'));
  return action && apply(file, action);
}

test.each([
  ['the first lines', 'FROM a\n⟦RUN b⟧\nRUN c\n', 'FROM a AS base\nRUN b\n\nFROM base\nRUN c\n'],
  [
    'lines in the middle',
    'FROM a AS x\nRUN b\n⟦RUN c\nRUN d\n⟧RUN e\n',
    'FROM a AS base\nRUN b\n\nFROM base AS setup\nRUN c\nRUN d\n\nFROM setup AS x\nRUN e\n',
  ],
  ['FROM and the first lines', '⟦FROM a AS X\nENV A=1\n⟧CMD b', 'FROM a AS base\nENV A=1\n\nFROM base AS X\nCMD b'],
  [
    'comments and empty lines',
    'FROM a\n\n⟦# one\nRUN b\n⟧\n# two\nRUN c\n',
    'FROM a AS base\n\n# one\nRUN b\n\nFROM base\n# two\nRUN c\n',
  ],
  ['lower-case keywords', 'from a\n⟦run b⟧\nrun c\n', 'from a as base\nrun b\n\nfrom base\nrun c\n'],
  ['CRLF', 'FROM a\r\n⟦RUN b⟧\r\nRUN c\r\n', 'FROM a AS base\r\nRUN b\r\n\r\nFROM base\r\nRUN c\r\n'],
  [
    'an argument, which the stages below inherit',
    'ARG V=1\nFROM a\n⟦ARG V⟧\nLABEL v=$V\n',
    'ARG V=1\nFROM a AS base\nARG V\n\nFROM base\nLABEL v=$V\n',
  ],
  [
    'a stage that others know by its number',
    'FROM a\nFROM b\n⟦RUN x⟧\nRUN y\nFROM c\nCOPY --from=0 / /\nCOPY --from=1 / /\nCOPY --from=2 / /\n',
    'FROM a\nFROM b AS base\nRUN x\n\nFROM base\nRUN y\nFROM c\nCOPY --from=0 / /\nCOPY --from=2 / /\nCOPY --from=3 / /\n',
  ],
  [
    'names that are taken',
    'FROM base\n⟦RUN x⟧\nRUN --mount=from=Setup y\n',
    'FROM base AS common\nRUN x\n\nFROM common\nRUN --mount=from=Setup y\n',
  ],
])('a stage is extracted from %s', (_what, before, after) => {
  expect(extracted(before)).toBe(after);
});

test.each([
  ['nothing is selected', 'FROM a\n⟦⟧RUN b\nRUN c\n'],
  ['only some words are selected', 'FROM a\nRUN ⟦b⟧\nRUN c\n'],
  ['nothing is left of the stage', 'FROM a\n⟦RUN b\nRUN c\n⟧'],
  ['several stages are selected', 'FROM a\n⟦RUN b\nFROM c\nRUN d⟧\nRUN e\n'],
  ['only FROM is selected', '⟦FROM a⟧\nRUN b\n'],
  ['the selection stands above the first stage', '⟦ARG A⟧\nFROM a\nRUN b\n'],
  ['a trigger would run', 'FROM a\n⟦ONBUILD RUN b⟧\nRUN c\n'],
  ['ENTRYPOINT would reset CMD', 'FROM a\n⟦CMD ["b"]⟧\nENTRYPOINT ["c"]\n'],
  ['a stage of that name stands above', 'FROM a AS x\nFROM b AS x\n⟦RUN c⟧\nRUN d\n'],
])('no stage is extracted where %s', (_why, text) => {
  expect(extracted(text)).toBeUndefined();
});

test('whatever lines become a stage, the images and what the lines mean stay', () => {
  let tried = 0;
  for (const text of sampleDockerfiles) {
    const file = dockerfile(text);
    const errors = lint(file, defaultLintOptions, { rules: [] }).length;
    for (const [stage, first, last] of ranges(file)) {
      const marked = `${text.slice(0, first.start)}⟦${text.slice(first.start, last.end)}⟧${text.slice(last.end)}`;
      const result = extracted(marked);
      if (result === undefined) continue;
      tried += 1;
      const cut = dockerfile(result);
      expect(lint(cut, defaultLintOptions, { rules: [] }).length).toBe(errors);
      const added = cut.stages.length - file.stages.length;
      for (const one of file.stages) {
        const other = cut.stages[one.index < stage ? one.index : one.index + added];
        expect(other && cut.configOf(other)).toEqual(file.configOf(one));
        expect(other?.name).toBe(one.name);
      }
      const values = ({ variableUses }: Dockerfile) => variableUses.map(({ name, value }) => [name, value]);
      expect(values(cut)).toEqual(values(file));
    }
  }
  expect(tried).toBeGreaterThan(20);
});

/** Every run of instructions inside a stage. */
function ranges(file: Dockerfile) {
  return file.stages.flatMap(({ index, instructions }) =>
    instructions.flatMap((first, from) => instructions.slice(from).map((last) => [index, first, last] as const)),
  );
}

test('only the kinds asked for are offered', () => {
  const { file, offset } = atCursor(`${head}RUN apk add b‸ a`);
  expect(actionsAt(file, offset, ['refactor']).length).toBeGreaterThan(0);
  expect(actionsAt(file, offset, ['refactor.inline'])).toEqual([]);
  expect(actionsAt(file, offset, ['quickfix'])).toEqual([]);
});

test('every refactoring of varied files leaves a file that builds, with the same image config', () => {
  let tried = 0;
  for (const text of sampleDockerfiles) {
    const file = dockerfile(text);
    const before = lint(file, defaultLintOptions, { rules: [] }).length;
    for (const instruction of file.tree.instructions) {
      for (const action of actionsAt(file, instruction.start)) {
        tried += 1;
        const result = dockerfile(apply(file, action));
        expect(lint(result, defaultLintOptions, { rules: [] }).length, action.title).toBeLessThanOrEqual(before);
        const configs = (one: Dockerfile) =>
          one.stages.map((stage) => ({
            ...one.configOf(stage),
            Cmd: undefined,
            Entrypoint: undefined,
            Healthcheck: undefined,
          }));
        expect(configs(result), action.title).toEqual(configs(file));
      }
    }
  }
  expect(tried).toBeGreaterThan(5);
});

test('the links of a chain are parts of it, whatever the code', () => {
  const piece = fc.constantFrom(
    'a',
    ' ',
    '&&',
    '||',
    ';',
    '"',
    "'",
    '\\',
    '(',
    ')',
    '$(',
    '`',
    '|',
    '#',
    '&',
    '>',
    '\n',
    'if ',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
      const code = pieces.join('');
      const links = chainLinks(code);
      if (!links) return;
      const between = links.slice(1).map(({ from }, index) => code.slice(links[index]?.to, from).trim());
      expect(between.every((text) => text === '&&')).toBe(true);
    }),
    { numRuns: propertyRuns },
  );
});
