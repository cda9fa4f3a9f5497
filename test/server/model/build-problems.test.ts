import { describe, expect, test } from 'vitest';
import { analyze } from '../../../server/src/model/analyze';
import { buildProblems } from '../../../server/src/model/build-problems';
import type { ModelOptions } from '../../../server/src/model/dockerfile';
import { parse } from '../../../server/src/parser/parse';
import { syntaxProblems } from '../../../server/src/syntax/check';

const problems = (text: string, options: ModelOptions = {}) => buildProblems(analyze(parse(text), options));

/** Lines of a stage on the empty image, unless the text begins a file itself. */
const whole = (text: string) => (/^(?:FROM|ARG|#)/.test(text) ? text : `FROM scratch\n${text}\n`);

describe('what a build rejects, on the exact words', () => {
  test.each([
    // FROM
    ['ARG x=""\nFROM ⟦$x⟧\n', 'BlankBaseName', 'Base name ($x) should not be blank.'],
    ['FROM ⟦$x⟧\n', 'BlankBaseName', 'No ARG before the first FROM declares x.'],
    ['ARG base=a\nFROM ⟦$bse⟧\n', 'BlankBaseName', 'Did you mean base?'],
    ['FROM ⟦Alpine⟧\n', 'InvalidImageReference', 'repository name (library/Alpine) must be lowercase'],
    ['FROM ⟦a::b⟧\n', 'InvalidImageReference', 'invalid reference format'],
    ['FROM ⟦node:$v⟧\n', 'InvalidImageReference', '"node:" is no image name'],
    [`FROM ⟦${'a'.repeat(64)}⟧\n`, 'InvalidImageReference', 'cannot specify 64-byte hexadecimal strings'],
    ['FROM ⟦a@sha256:123⟧\n', 'InvalidImageReference', 'invalid reference format'],
    [`FROM ⟦a@md5:${'a'.repeat(32)}⟧\n`, 'InvalidImageReference', 'unsupported digest algorithm'],
    [`FROM ⟦a@sha256:${'a'.repeat(63)}⟧\n`, 'InvalidImageReference', 'invalid checksum digest length'],
    ['FROM --platform=⟦linux/$arch⟧ a\n', 'InvalidPlatform', '"" is an invalid component of "linux/"'],
    ['ARG my_arch=x\nFROM --platform=⟦linux/$my_arhc⟧ a\n', 'InvalidPlatform', 'Did you mean my_arch?'],
    ['FROM --platform=⟦$x⟧ a\n', 'InvalidPlatform', 'Empty platform value from expression $x.'],
    ['FROM --platform=⟦beos⟧ a\n', 'InvalidPlatform', 'unknown operating system or architecture'],
    ['FROM --platform=⟦a/b/c/d⟧ a\n', 'InvalidPlatform', 'cannot parse platform specifier'],
    ['FROM ⟦${x:?which}⟧\n', 'RequiredVariable', 'A build stops here: x: which.'],
    // Expansion
    ['ARG a=⟦"b⟧\nFROM scratch\n', 'InvalidExpansion', 'matching double-quote'],
    ['ENV a=b⟦"c⟧', 'InvalidExpansion', 'matching double-quote'],
    ["LABEL a=⟦'b⟧", 'InvalidExpansion', 'matching single-quote'],
    ['ENV a=x⟦${b⟧', 'InvalidExpansion', 'Unsupported modifier'],
    ['ENV a=⟦"${b:-${c}}⟧', 'InvalidExpansion', 'matching double-quote'],
    ['ENV a=⟦"${PATH%%/*}⟧', 'InvalidExpansion', 'matching double-quote'],
    ['ENV a=⟦"${PATH%s*}⟧', 'InvalidExpansion', 'matching double-quote'],
    ['USER ⟦${a=b}⟧', 'InvalidExpansion', 'Unsupported modifier (=) in substitution.'],
    ['WORKDIR ⟦${}⟧', 'InvalidExpansion', 'Bad substitution.'.toLowerCase()],
    ['COPY a ⟦"/b⟧', 'InvalidExpansion', 'matching double-quote'],
    ['ENV a=${b} \\\n  c=⟦${d:?}⟧', 'RequiredVariable', 'd: is not allowed to be unset'],
    ['COPY <<E /x\na ⟦${b=}⟧\nE', 'InvalidExpansion', 'Unsupported modifier'],
    ['RUN --mount=type=cache,target=⟦${x:?}⟧ true', 'RequiredVariable', 'x: is not allowed to be unset'],
    // Values
    ['EXPOSE 80 ⟦foo⟧', 'InvalidPort', 'invalid containerPort: foo'],
    ['EXPOSE ⟦80/icmp⟧', 'InvalidPort', 'invalid proto: icmp'],
    ['EXPOSE ⟦70000⟧', 'InvalidPort', 'invalid containerPort: 70000'],
    ['EXPOSE ⟦90-80⟧', 'InvalidPort', 'invalid containerPort: 90-80'],
    ['EXPOSE ⟦1.2.3:80:80⟧', 'InvalidPort', 'invalid IP address: 1.2.3'],
    ['EXPOSE ⟦x:80⟧', 'InvalidPort', 'invalid hostPort: x'],
    ['EXPOSE ⟦1-3:80-81⟧', 'InvalidPort', 'invalid ranges specified'],
    ['EXPOSE ⟦/tcp⟧', 'InvalidPort', 'no port specified'],
    ['ENV p="80 x"\nEXPOSE ⟦$p⟧', 'InvalidPort', 'invalid containerPort: x'],
    ['STOPSIGNAL ⟦SIGFOO⟧', 'InvalidSignal', 'Invalid signal: SIGFOO.'],
    ['STOPSIGNAL ⟦0⟧', 'InvalidSignal', 'Invalid signal: 0.'],
    ['STOPSIGNAL ⟦SIGTREM⟧', 'InvalidSignal', 'Did you mean SIGTERM?'],
    ['COPY --chmod=⟦64a⟧ a /', 'InvalidChmod', "Invalid chmod parameter: '64a'. it should be octal"],
    ['ADD --chmod=⟦10000⟧ a /', 'InvalidChmod', 'between 0 and 07777'],
    ['ENV m=u*x\nCOPY --chmod=⟦$m⟧ a /', 'InvalidChmod', "Invalid chmod parameter: 'u*x'."],
    ['VOLUME ⟦$x⟧', 'BlankVolume', 'VOLUME specified can not be an empty string'],
    ['COPY ⟦https://example.org/x⟧ /', 'UrlInCopy', "Source can't be a URL for COPY"],
    ['COPY ⟦git@example.org:a/b⟧ /', 'UrlInCopy', "Source can't be a git ref for COPY"],
    ['COPY ⟦https://example.org/a.git#main⟧ /', 'UrlInCopy', "Source can't be a git ref for COPY"],
    ['ADD --checksum=⟦sha256:1⟧ https://example.org/x /', 'InvalidChecksum', 'invalid checksum digest format'],
    ['ADD --checksum=⟦sha256:1⟧ a /', 'InvalidChecksum', 'Checksum requires HTTP(S) or Git sources.'],
    ['ADD --checksum=⟦x⟧ https://a/b https://a/c /', 'InvalidChecksum', "can't be specified for multiple sources"],
    ['ADD ⟦https://example.org/a.git?ref=v1&depth=1⟧ /', 'InvalidGitSource', 'Unexpected query "depth"'],
    ['ADD ⟦https://example.org/a.git?tag=⟧ /', 'InvalidGitSource', 'Query "tag" has no value.'],
    ['ADD ⟦https://example.org/a.git?tag=a&tag=b⟧ /', 'InvalidGitSource', 'Query "tag" has multiple values.'],
    ['ADD ⟦https://example.org/a.git?submodules=no⟧ /', 'InvalidGitSource', 'Invalid submodules value: "no"'],
    ['ADD ⟦git@example.org:a/b?subdir=x#v1:y⟧ /', 'InvalidGitSource', 'Conflicting subdir: "y" and "x".'],
    ['ADD ⟦https://example.org/a.git?ref=v2#v1⟧ /', 'InvalidGitSource', 'Conflicting ref: "v1" and "v2".'],
    [
      'ADD ⟦https://example.org/a.git?ref=v1&tag=v1⟧ /',
      'InvalidGitSource',
      'Conflicting ref: "v1" and "refs/tags/v1".',
    ],
    ['ADD ⟦https://example.org/a.git?tag=v1&branch=main⟧ /', 'InvalidGitSource', 'Branch conflicts with tag'],
    [
      'ADD ⟦https://example.org/a.git?branch=dev#main⟧ /',
      'InvalidGitSource',
      'Conflicting ref: "main" and "refs/heads/dev".',
    ],
    [
      'ADD --checksum=a1 ⟦https://example.org/a.git?checksum=b2⟧ /',
      'InvalidGitSource',
      'Checksum mismatch: "a1" and "b2".',
    ],
    [
      'ADD --keep-git-dir ⟦https://example.org/a.git?keep-git-dir=0⟧ /',
      'InvalidGitSource',
      'Inconsistent keep-git-dir',
    ],
    ['ADD --keep-git-dir=false ⟦ssh://git@a.b/c?keep-git-dir⟧ /', 'InvalidGitSource', 'Inconsistent keep-git-dir'],
    ['ENV q=size=1\nADD ⟦https://example.org/a.git?$q⟧ /', 'InvalidGitSource', 'Unexpected query "size"'],
    ['ARG SOURCE_DATE_EPOCH=⟦soon⟧\nFROM scratch\n', 'InvalidSourceDateEpoch', 'Invalid SOURCE_DATE_EPOCH: soon.'],
    // Stages
    [
      'FROM scratch AS a\nFROM scratch\nCOPY --from=⟦$a⟧ x y\n',
      'VariableInFrom',
      'Variable expansion is not supported',
    ],
    ['COPY --from=⟦1⟧ a b', 'InvalidStageIndex', 'Invalid stage index 1: the only stage is 0.'],
    ['FROM scratch\nFROM scratch\nCOPY --from=⟦-1⟧ a b\n', 'InvalidStageIndex', 'stages are 0 to 1'],
    ['COPY --from=⟦0⟧ a b', 'CircularDependency', 'a stage cannot use files of itself'],
    ['FROM scratch AS a\nCOPY --from=⟦A⟧ a b\n', 'CircularDependency', 'Circular dependency'],
    ['COPY --from=⟦b⟧ x y\nFROM scratch AS b\n', 'LaterStage', 'Cannot copy from stage "b"'],
    ['RUN --mount=target=/x,from=⟦b⟧ true\nFROM scratch AS b\n', 'LaterStage', 'Cannot mount from stage "b"'],
    ['COPY --from=⟦Foo/Bar:⟧ x y', 'InvalidImageReference', 'invalid reference format'],
    // Mounts
    ['RUN --mount=⟦target=.⟧ true', 'InvalidMount', 'Invalid mount target "/"'],
    ['RUN ⟦--mount=type=cache⟧ true', 'InvalidMount', 'name a target, since the working directory is the root'],
    ['ENV t=/\nRUN --mount=⟦target=$t⟧ true', 'InvalidMount', 'Invalid mount target "/"'],
    ['ENV t=tmp\nRUN --mount=type=⟦$t⟧,target=/x true', 'InvalidMount', 'Unsupported mount type "tmp"'],
    // Triggers
    ['FROM scratch AS a\nONBUILD EXPOSE ⟦x⟧\nFROM a\n', 'InvalidPort', 'The trigger runs at the FROM in line 3.'],
    ['FROM scratch AS a\nONBUILD ⟦FOO⟧ x\nFROM a\n', 'UnknownInstruction', 'The trigger runs at the FROM in line 3.'],
    ['FROM scratch AS a\nONBUILD COPY --from=⟦b⟧ x y\nFROM a\nFROM scratch AS b\n', 'LaterStage', 'in line 3'],
  ])('%j: %s', (marked, code, message) => {
    const text = whole(marked);
    const found = problems(text.replaceAll(/[⟦⟧]/g, ''));
    const plain = text.replaceAll(/[⟦⟧]/g, '');
    const shown = found.map(
      ({ start, end }) => `${plain.slice(0, start)}⟦${plain.slice(start, end)}⟧${plain.slice(end)}`,
    );
    expect(shown).toEqual([text]);
    expect(found[0]?.code).toBe(code);
    expect(found[0]?.message).toContain(message);
    expect(found[0]?.message).toMatch(/[.?]$/);
  });

  test.each([
    'RUN --mount=typ=secret,id=a true',
    'RUN --mount=type=cache,tagret=/x true',
    'RUN --mount=type=cache,z true',
  ])('does not miss a target where a field is misspelt: %s', (line) => expect(problems(whole(line))).toEqual([]));
});

describe('what a build accepts, or what cannot be known', () => {
  test.each([
    ['an argument without a default waits for --build-arg', 'ARG v\nFROM node:$v\nFROM $v\nFROM --platform=$v a\n'],
    ['so does one that requires itself', 'ARG v=${v:?missing} w="${w:?give w}"\nFROM scratch\n'],
    ['values of unknown base images', 'FROM node\nEXPOSE $PORT\nSTOPSIGNAL $S\nVOLUME $V\nENV a=${X:?}\n'],
    ['arguments in values', 'ARG p\nFROM scratch\nARG p\nEXPOSE $p\nVOLUME $p\nSTOPSIGNAL $p\nUSER ${p:?}\n'],
    ['what a generator fills in', 'FROM {{image}}:%%TAG%%\nEXPOSE {{ port }}\nCOPY --from=%[1]s a b\n'],
    ['image indexes that extend the stages', 'FROM scratch\nCOPY --from=alpine a b\nCOPY --from=1 a b\n'],
    ['sources that only look like URLs', 'FROM scratch\nCOPY ./http://x github.com/a/b.git httpd.conf /\n'],
    ['URLs and repositories for ADD', 'FROM scratch\nADD https://a/b git@a.b:c.git https://a/b.git#v1 /\n'],
    [
      'queries of repositories',
      [
        'FROM scratch',
        'ADD --keep-git-dir --checksum=a1 https://example.org/a.git?tag=v1&subdir=x&checksum=a1&keep-git-dir=1&submodules=F#refs/tags/v1:x /',
        'ADD https://example.org/a.git?branch=refs/heads/a&ref=refs/heads/a&commit=a1&submodules https://example.org/a.git#v1:x?y=z https://a/b?ref=1&c /',
        'ARG v\nADD https://example.org/a.git?ref=$v&$v /',
        'ADD https://example.org/a.git? https://a/b.c?x.git {{x}}.git?x /\n',
      ].join('\n'),
    ],
    ['a platform without a value', 'FROM --platform= alpine\n'],
    ['checksums of one download', `FROM scratch\nADD --checksum=sha256:${'a'.repeat(64)} https://a/b /\n`],
    ['unset ports', 'FROM scratch\nEXPOSE $nothing 80\n'],
    ['a relative mount below a working directory', 'FROM scratch\nWORKDIR /a\nRUN --mount=target=. true\n'],
    ['mounts of an unknown working directory', 'FROM node\nRUN --mount=type=cache true\n'],
    ['secrets without a target', 'FROM scratch\nRUN --mount=type=secret,id=x true\n'],
    ['triggers that nothing runs', 'FROM scratch\nONBUILD FOO bar\nONBUILD EXPOSE x\n'],
    ['platforms in all forms', 'FROM --platform=linux a\nFROM --platform=arm64 a\nFROM --platform=Linux/x86_64 a\n'],
    ['signals', 'FROM scratch\nSTOPSIGNAL rtmax-3\nSTOPSIGNAL -9\nSTOPSIGNAL quit\n'],
    ['modes', 'FROM scratch\nCOPY --chmod=0755 a /\nCOPY --chmod=u=rwX,go=rX a /\nCOPY --chmod=7777 a /\n'],
    ['times', 'ARG SOURCE_DATE_EPOCH=0\nFROM scratch\n'],
  ])('%s', (_, text) => {
    expect(problems(text)).toEqual([]);
    expect(syntaxProblems(parse(text))).toEqual([]);
  });
});

test('a given build argument replaces a default that cannot be expanded', () => {
  expect(problems('ARG a="b\nFROM scratch\n', { buildArgs: { a: 'c' } })).toEqual([]);
});

test('a target that no stage has', () => {
  expect(problems('FROM scratch AS build\n', { target: 'biuld' })).toMatchObject([
    { code: 'UnknownTarget', message: 'Target stage "biuld" could not be found. Did you mean build?' },
  ]);
  expect(problems('FROM scratch AS build\n', { target: 'BUILD' })).toEqual([]);
});
