import { afterAll, expect, test } from 'vitest';
import { applyChanges } from '../../../server/src/rules/fixes';
import { defaultLintOptions } from '../../../server/src/rules/options';
import { ShellCheck } from '../../../server/src/shellcheck/shellcheck';
import { dockerfile } from '../../support/cursor';
import { marked, unmarked } from '../../support/lint';

const told: string[] = [];
const shellcheck = new ShellCheck({ onUnavailable: (sentence) => told.push(sentence) });
afterAll(() => shellcheck.close());

const check = (text: string) => shellcheck.check(dockerfile(text), defaultLintOptions);

test.each([
  ['one line', 'FROM a\nRUN echo ⟦$x⟧\n'],
  ['continuations', 'FROM a\nRUN true && \\\n    echo \\\n      ⟦$x⟧ \\\n      && echo ⟦$y⟧\n'],
  ['comments and blank lines inside', 'FROM a\nRUN true \\\n  # about it\n\n# more\n  && echo ⟦$x⟧\n'],
  ['a word that goes on in the next line', 'FROM a\nRUN echo a\\\nb ⟦$x⟧\n'],
  ['CRLF', 'FROM a\r\nRUN true && \\\r\n  # about it\r\n  echo ⟦$x⟧\r\n'],
  ['another escape token', '# escape=`\nFROM a\nRUN true && `\n  echo ⟦$x⟧\n'],
  ['text outside of ASCII and the basic plane', 'FROM a\nRUN echo "é 😀😀" ⟦$x⟧ "ü" ⟦$y⟧\n'],
  ['ONBUILD', 'FROM a\nONBUILD RUN echo ⟦$x⟧\n'],
  ['flags', 'FROM a\nRUN --mount=type=cache,target=/c --network=none echo ⟦$x⟧\n'],
  ['a heredoc', 'FROM a\nRUN <<EOF\nset -e\n# é\necho ⟦$x⟧\nEOF\nRUN true\n'],
  ['a heredoc with tabs', 'FROM a\nRUN <<-EOF\n\techo ⟦$x⟧\n\tEOF\n'],
  ['a heredoc in CRLF', 'FROM a\r\nRUN <<EOF\r\ntrue && \\\r\n  echo ⟦$x⟧\r\nEOF\r\n'],
  ['a heredoc that a command reads', 'FROM a\nRUN cat <<EOF > /x && echo ⟦$x⟧\ntext $y\nEOF\n'],
])('marks words through %s', async (_, text) => {
  const file = dockerfile(unmarked(text));
  const diagnostics = (await check(unmarked(text))).filter(({ code }) => code === 'SC2086');
  expect(marked({ file, diagnostics })).toBe(text);
});

test.each([
  ['FROM a\nRUN echo   many   blanks && \\\n      echo   more\n'],
  ["FROM a\nRUN sed 's/a/b/; \\\n    s/c/d/' x\n"],
  ['FROM a\nENV VERSION=1.2\nRUN echo $VERSION\n'],
  ['FROM a\nSHELL ["/bin/bash", "-c"]\nRUN echo "$RANDOM"\n'],
  ['FROM a\nRUN echo "$HTTP_PROXY$https_proxy"\n'],
])('finds nothing in %j', async (text) => expect(await check(text)).toEqual([]));

test.each([
  ['FROM a\nRUN echo "$RANDOM"\n', ['SC3028']],
  ['FROM a\nENV WORDS="a b"\nRUN touch $WORDS\n', ['SC2086']],
  ['FROM a\nRUN if true; then echo\n', ['SC1046', 'SC1073']],
])('finds in %j the codes %j', async (text, expected) => {
  expect((await check(text)).map(({ code }) => code)).toEqual(expect.arrayContaining(expected));
});

test("applies ShellCheck's own fixes", async () => {
  const text = 'FROM a\nRUN true && \\\n  # 😀\n  echo $x "😀" `id -u` \\\n  && true\n';
  const changes = (await check(text)).flatMap(({ fixes }) => fixes[0]?.changes ?? []);
  const seen = new Set<string>();
  const different = changes.filter(({ start, end, text: inserted }) => {
    const key = `${start} ${end} ${inserted}`;
    return !seen.has(key) && seen.add(key);
  });
  expect(applyChanges(text, different)).toContain('echo "$x" "😀" ');
});

test('was there', () => expect(told).toEqual([]));
