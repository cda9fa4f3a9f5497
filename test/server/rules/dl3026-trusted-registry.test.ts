import { describe, expect, test } from 'vitest';
import { check, marked, unmarked } from '../../support/lint';

function found(text: string, trustedRegistries: readonly string[]) {
  const { file, diagnostics } = check(unmarked(text), { options: { trustedRegistries } });
  return { file, diagnostics: diagnostics.filter(({ code }) => code === 'DL3026') };
}

describe('DL3026', () => {
  test.each<[string, string[]]>([
    ['FROM ⟦debian:13⟧\n', ['a.com']],
    ['FROM debian:13\n', ['docker.io']],
    ['FROM docker.io/library/debian:13\n', ['hub.docker.com']],
    ['FROM debian:13\n', ['*']],
    ['FROM a.com/b:1\n', ['a.com']],
    ['FROM ⟦b.a.com/b:1⟧\n', ['a.com']],
    ['FROM b.a.com/b:1\n', ['*.a.com']],
    ['FROM a.com:5000/b:1\n', ['a.com*']],
    ['FROM scratch\n', ['a.com']],
    ['FROM a.com/b:1 AS c\nFROM c\n', ['a.com']],
    ['FROM a.com/b:1 AS c\nCOPY --from=⟦d.com/e:1⟧ /x /y\nCOPY --from=c /x /y\nCOPY --from=0 /x /y\n', ['a.com']],
    [
      'FROM a.com/b:1\nRUN --mount=type=bind,from=⟦d.com/e:1⟧,target=/x y\nRUN --mount=type=cache,target=/x y\n',
      ['a.com'],
    ],
    ['FROM a.com/b:1\nONBUILD COPY --from=⟦nginx:1⟧ /x /y\n', ['a.com']],
    ['ARG IMAGE\nFROM $IMAGE\n', ['a.com']],
    ['ARG IMAGE=debian:13\nFROM ⟦$IMAGE⟧\n', ['a.com']],
    ['FROM b.com/debian:13\n', []],
  ])('%j with %j', (text, trusted) => expect(marked(found(text, trusted))).toBe(text));

  test('names the registries that are allowed, and offers each for an image without one', () => {
    const [finding] = found('FROM debian:13\n', ['a.com', 'b.com', '*.c.com']).diagnostics;
    expect(finding?.message).toBe("'docker.io' is not among the trusted registries (a.com, b.com, *.c.com).");
    expect(finding?.fixes.map(({ title }) => title)).toEqual([
      'Take the image from a.com',
      'Take the image from b.com',
    ]);
    expect(found('FROM d.com/debian:13\n', ['a.com']).diagnostics[0]?.fixes).toEqual([]);
  });
});
