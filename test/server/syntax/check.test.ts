import { describe, expect, it } from 'vitest';
import type { SyntaxProblem } from '../../../server/src/parser/nodes';
import { parse } from '../../../server/src/parser/parse';
import { syntaxProblems } from '../../../server/src/syntax/check';
import { syntaxCodes } from '../../../server/src/syntax/codes';

/** Problems of a text whose expected places are enclosed in ⟦ and ⟧. */
function problemsOf(marked: string): { problems: SyntaxProblem[]; places: [number, number][] } {
  const places: [number, number][] = [];
  let text = '';
  for (const part of marked.split(/(?=[⟦⟧])/)) {
    if (part.startsWith('⟦')) places.push([text.length, Number.NaN]);
    const open = places.find(([, end]) => Number.isNaN(end));
    if (part.startsWith('⟧') && open) open[1] = text.length;
    text += part.replace(/^[⟦⟧]/, '');
  }
  return { problems: syntaxProblems(parse(text)), places };
}

/** One problem, on the marked words, with this code, this part of the message, this suggestion. */
function check(marked: string, code: string, message: string, suggestion?: string): void {
  const { problems, places } = problemsOf(marked);
  expect(problems.map((problem) => [problem.code, problem.start, problem.end])).toEqual(
    places.map(([start, end]) => [code, start, end]),
  );
  expect(problems[0]?.message.toLowerCase()).toContain(message.toLowerCase());
  expect(problems[0]?.suggestion).toBe(suggestion);
}

const inStage = (line: string) => `FROM a\n${line}\n`;

describe('unknown instructions', () => {
  it.each<[string, string, string?]>([
    ['FROM a\nRUN a &&\n    ⟦rm⟧ -rf b', 'Is a \\ missing at the end of the line above?'],
    ['FROM a\nRUN a\n⟦&&⟧ b', 'Is a \\ missing at the end of the line above?'],
    ['# escape=`\nFROM a\nRUN a\n  ⟦cd⟧ b', 'Is a ` missing at the end of the line above?'],
    ['FROM a\nRUN a\n\n  ⟦expos⟧ b', 'Unknown instruction: expos. Did you mean expose?', 'expose'],
    ['FROM a\nRUN a\n⟦rnu⟧ b', 'Unknown instruction: rnu. Did you mean run?', 'run'],
    ['FROM a\n  ⟦RNU⟧ b', 'Unknown instruction: RNU. Did you mean RUN?', 'RUN'],
    ['from a\n  ⟦rnu⟧ b', 'Unknown instruction: rnu. Did you mean run?', 'run'],
    ['FROM a\nRUN <<E\nE\n  ⟦pacman⟧ b', 'Unknown instruction: pacman.'],
    ['⟦F\0R\0O\0M\0⟧ \0a\0', 'Unknown instruction: the file is not in UTF-8.'],
  ])('%j', (text, message, suggestion) => check(text, 'UnknownInstruction', message, suggestion));
});

describe('instructions', () => {
  it.each<[string, string, string, string?]>([
    ['⟦ADD⟧', 'MissingArguments', 'ADD requires at least two arguments'],
    ['ADD ⟦a⟧', 'MissingArguments', 'but only one was provided. Destination could not be determined'],
    ['⟦COPY⟧', 'MissingArguments', 'COPY requires at least two arguments'],
    ['⟦COPY⟧ []', 'MissingArguments', 'COPY requires at least two arguments'],
    ['COPY [⟦"a"⟧]', 'MissingArguments', 'COPY requires at least two arguments'],
    ['COPY --from=a ⟦b⟧', 'MissingArguments', 'COPY requires at least two arguments'],
    ['COPY a ⟦<<EOF⟧\nEOF', 'HeredocDestination', 'COPY cannot accept a heredoc as a destination'],
    ['ADD ["a", ⟦"<<EOF"⟧]', 'HeredocDestination', 'ADD cannot accept a heredoc as a destination'],
    ['⟦ARG⟧', 'MissingArguments', 'ARG requires at least one argument'],
    ['ARG a ⟦=b⟧', 'BlankName', 'ARG names can not be blank'],
    ['⟦ENV⟧', 'MissingArguments', 'ENV requires at least one argument'],
    ['ENV ⟦=b⟧ c=d ⟦=⟧', 'BlankName', 'ENV names can not be blank'],
    ['ENV a=b ⟦c⟧', 'MissingEquals', 'can\'t find = in "c". Must be of the form: name=value'],
    ['ENV ⟦a⟧', 'MissingValue', 'ENV must have two arguments'],
    ['⟦LABEL⟧', 'MissingArguments', 'LABEL requires at least one argument'],
    ['LABEL ⟦=b⟧', 'BlankName', 'LABEL names can not be blank'],
    ['LABEL ⟦a⟧', 'MissingValue', 'LABEL must have two arguments'],
    ['⟦EXPOSE⟧', 'MissingArguments', 'EXPOSE requires at least one argument'],
    ['⟦MAINTAINER⟧', 'MissingArguments', 'MAINTAINER requires exactly one argument'],
    ['⟦STOPSIGNAL⟧', 'MissingArguments', 'STOPSIGNAL requires exactly one argument'],
    ['⟦USER⟧', 'MissingArguments', 'USER requires exactly one argument'],
    ['⟦workdir⟧ ', 'MissingArguments', 'WORKDIR requires exactly one argument'],
    ['⟦VOLUME⟧', 'MissingArguments', 'VOLUME requires at least one argument'],
    ['⟦VOLUME⟧ []', 'MissingArguments', 'VOLUME requires at least one argument'],
    ['VOLUME ["/a", ⟦" "⟧]', 'BlankVolume', 'VOLUME specified can not be an empty string'],
    ['⟦SHELL⟧', 'MissingArguments', 'SHELL requires at least one argument'],
    ['SHELL ⟦[]⟧', 'MissingArguments', 'SHELL requires at least one argument'],
    ['SHELL ⟦/bin/bash -c⟧', 'ShellNotJson', 'SHELL requires the arguments to be in JSON form'],
    ['RUN ⟦[]⟧', 'EmptyCommand', 'empty'],
    ['CMD ["a", ⟦1⟧]', 'JsonArrayNotStrings', 'arrays must be comprised of strings only'],
    ['RUN ⟦<<EOF⟧', 'UnterminatedHeredoc', 'unterminated heredoc'],
    ['⟦RUM⟧ a', 'UnknownInstruction', 'unknown instruction: RUM', 'RUN'],
    ['⟦rum⟧ a', 'UnknownInstruction', 'unknown instruction: rum', 'run'],
    ['⟦Rum⟧ a', 'UnknownInstruction', 'Did you mean run?', 'run'],
    ['⟦EXPOSED⟧ 1', 'UnknownInstruction', 'unknown instruction: EXPOSED', 'EXPOSE'],
    ['⟦INSTALL⟧ a', 'UnknownInstruction', 'unknown instruction: INSTALL'],
    ['⟦\\⟧', 'UnknownInstruction', 'unknown instruction'],
    ['⟦HEALTHCHECK⟧', 'MissingArguments', 'HEALTHCHECK requires at least one argument'],
    ['HEALTHCHECK ⟦CMD⟧', 'MissingArguments', 'Missing command after HEALTHCHECK CMD'],
    ['HEALTHCHECK ⟦CMD⟧ []', 'MissingArguments', 'Missing command after HEALTHCHECK CMD'],
    ['HEALTHCHECK NONE ⟦a b⟧', 'HealthcheckNoneArguments', 'HEALTHCHECK NONE takes no arguments'],
    ['HEALTHCHECK NONE ⟦["a"]⟧', 'HealthcheckNoneArguments', 'HEALTHCHECK NONE takes no arguments'],
    ['HEALTHCHECK ⟦curl⟧ x', 'UnknownHealthcheckType', 'Unknown type "CURL" in HEALTHCHECK (try CMD)'],
    ['HEALTHCHECK ⟦CND⟧ x', 'UnknownHealthcheckType', 'Unknown type "CND"', 'CMD'],
    ['HEALTHCHECK --interval=⟦x⟧ CMD a', 'InvalidDuration', 'time: invalid duration "x"'],
    ['HEALTHCHECK --timeout=⟦5⟧ CMD a', 'InvalidDuration', 'time: missing unit in duration "5"'],
    ['HEALTHCHECK --start-period=⟦5q⟧ CMD a', 'InvalidDuration', 'time: unknown unit "q" in duration "5q"'],
    [
      'HEALTHCHECK --start-interval=⟦1us⟧ CMD a',
      'InvalidDuration',
      'Interval "start-interval" cannot be less than 1ms',
    ],
    ['HEALTHCHECK --interval=⟦-5s⟧ CMD a', 'InvalidDuration', 'cannot be less than 1ms'],
    ['HEALTHCHECK --retries=⟦x⟧ CMD a', 'InvalidRetries', 'parsing "x": invalid syntax'],
    ['HEALTHCHECK --retries=⟦9999999999⟧ CMD a', 'InvalidRetries', 'value out of range'],
    ['HEALTHCHECK --retries=⟦-1⟧ CMD a', 'InvalidRetries', '--retries cannot be negative (-1)'],
    ['⟦ONBUILD⟧', 'MissingArguments', 'ONBUILD requires at least one argument'],
    ['ONBUILD ⟦ONBUILD⟧ RUN a', 'InvalidOnbuild', "Chaining ONBUILD via `ONBUILD ONBUILD` isn't allowed"],
    ['ONBUILD ⟦from⟧ a', 'InvalidOnbuild', "FROM isn't allowed as an ONBUILD trigger"],
    ['ONBUILD ⟦MAINTAINER⟧ a', 'InvalidOnbuild', "MAINTAINER isn't allowed as an ONBUILD trigger"],
    ['ONBUILD ENV ⟦a⟧', 'MissingValue', 'ENV must have two arguments'],
    ['⟦FROM⟧', 'InvalidFrom', 'FROM requires either one or three arguments'],
    ['FROM a ⟦AS⟧', 'InvalidFrom', 'FROM requires either one or three arguments'],
    ['FROM a ⟦AS b c⟧', 'InvalidFrom', 'FROM requires either one or three arguments'],
    ['FROM a ⟦AT⟧ b', 'InvalidFrom', 'FROM requires either one or three arguments', 'AS'],
    ['FROM a ⟦# b⟧', 'InvalidFrom', 'FROM requires either one or three arguments'],
    [
      'FROM a AS ⟦1b⟧',
      'InvalidStageName',
      'invalid name for build stage: "1b", name can\'t start with a number or contain symbols',
    ],
    ['FROM a AS ⟦b/c⟧', 'InvalidStageName', 'invalid name for build stage: "b/c"'],
    ['FROM a AS ⟦"b"⟧', 'InvalidStageName', 'invalid name for build stage'],
  ])('%s', (line, code, message, suggestion) => check(inStage(line), code, message, suggestion));

  it.each([
    'RUN',
    'CMD',
    'CMD []',
    'ENTRYPOINT',
    'ENTRYPOINT []',
    'HEALTHCHECK NONE []',
    'HEALTHCHECK --foo NONE',
    'healthcheck none',
    'HEALTHCHECK --interval=0 --timeout= --retries=0 --start-period=1.5h --start-interval=1m30s CMD a',
    'HEALTHCHECK CMD ["a"]',
    'ARG --foo=bar a',
    'STOPSIGNAL --foo 9',
    'ONBUILD FOO x',
    'ONBUILD COPY --foo a',
    'ONBUILD HEALTHCHECK x',
    'FROM b as C',
    'FROM b AS c-1_2.3',
    'FROM --platform= b',
    'ENV a b',
    'COPY <<EOF /x\nEOF',
    'VOLUME a',
    'SHELL ["a"]',
    'MAINTAINER a b',
  ])('accepts %s', (line) => expect(problemsOf(inStage(line)).problems).toEqual([]));
});

describe('stages', () => {
  it.each<[string, string, string, string?]>([
    ['ARG a\n⟦RUN⟧ b\nRUN c\nFROM d', 'NoBuildStage', 'no build stage in current context'],
    ['⟦RUN⟧ b', 'NoBuildStage', 'no build stage in current context'],
    ['ARG a\n⟦ARG⟧ b', 'NoStages', 'dockerfile contains no stages to build'],
    ['⟦FORM⟧ a', 'UnknownInstruction', 'unknown instruction: FORM', 'FROM'],
    ['⟦# c⟧', 'NoInstructions', 'file with no instructions'],
  ])('%s', check);
});

describe('check directive', () => {
  it.each<[string, string, string?]>([
    ['# check=⟦skip⟧', 'invalid check option "skip"'],
    ['# check=skip=a;⟦foo⟧=b', 'invalid check option "foo"'],
    ['# check=⟦skp⟧=a', 'invalid check option "skp"', 'skip'],
    ['# check=skip=a;⟦error=yes⟧', 'failed to parse check option "error=yes"'],
    ['# check=⟦skip=a;⟧', 'invalid check option ""'],
    ['#!/bin/sh\n# check=⟦x⟧', 'invalid check option "x"'],
  ])('%s', (directive, message, suggestion) =>
    check(`${directive}\nFROM a`, 'InvalidCheckOption', message, suggestion),
  );

  it.each(['skip=all', 'skip=A,B;error=true;experimental=C', 'error=T', 'skip=a;skip=b;skip=c;x', 'skip=a, b;foo'])(
    'accepts %s',
    (value) => expect(problemsOf(`# check=${value}\nFROM a`).problems).toEqual([]),
  );

  it('is not read where the scan does not see it', () => {
    expect(problemsOf(' # check=x\nFROM a').problems).toEqual([]);
  });
});

describe('flags', () => {
  it.each<[string, string, string, string?]>([
    ['RUN --⟦mont⟧=type=ssh a', 'UnknownFlag', 'unknown flag: --mont', 'mount'],
    ['RUN --⟦Mount⟧=type=ssh a', 'UnknownFlag', 'unknown flag: --Mount', 'mount'],
    ['COPY ⟦--recursive⟧ a b', 'UnknownFlag', 'unknown flag: --recursive'],
    ['COPY ⟦--checksum=a⟧ a b', 'UnknownFlag', 'unknown flag: --checksum'],
    ['ADD ⟦--from=x⟧ a b', 'UnknownFlag', 'unknown flag: --from'],
    ['ENV ⟦--a⟧ b=c', 'UnknownFlag', 'ENV takes no flags'],
    ['CMD ⟦--a⟧ b', 'UnknownFlag', 'unknown flag: --a'],
    ['ONBUILD ⟦--a⟧ RUN b', 'UnknownFlag', 'unknown flag: --a'],
    ['FROM --⟦platfrom⟧=a b', 'UnknownFlag', 'unknown flag: --platfrom', 'platform'],
    ['HEALTHCHECK --⟦retrie⟧=1 CMD a', 'UnknownFlag', 'unknown flag: --retrie', 'retries'],
    ['COPY --from=a ⟦--from=b⟧ c d', 'DuplicateFlag', 'duplicate flag specified: --from'],
    ['COPY --link ⟦--link⟧ c d', 'DuplicateFlag', 'duplicate flag specified: --link'],
    ['COPY ⟦--from⟧ a b', 'MissingFlagValue', 'missing a value on flag'],
    ['RUN ⟦--mount⟧ a', 'MissingFlagValue', 'missing a value on flag'],
    ['COPY ⟦--link=⟧ a b', 'MissingFlagValue', 'missing a value on flag'],
    ['COPY --link=⟦yes⟧ a b', 'InvalidFlagBoolean', 'expecting boolean value for flag --link, not: yes'],
    ['RUN --network=⟦Host⟧ a', 'InvalidNetwork', 'invalid network mode "Host"', 'host'],
    ['RUN --network=⟦bridge⟧ a', 'InvalidNetwork', 'invalid network mode "bridge"'],
    ['RUN ⟦--network=⟧ a', 'InvalidNetwork', 'invalid network mode ""'],
    ['RUN --security=⟦privileged⟧ a', 'InvalidSecurity', 'security "privileged" is not valid'],
    ['RUN --device=a,⟦b⟧ c', 'InvalidDevice', "invalid field 'b' must be a key=value pair"],
    ['RUN --device=name=a,⟦name=b⟧ c', 'InvalidDevice', 'device name already set to a'],
    ['RUN --device=a,⟦required=maybe⟧ c', 'InvalidDevice', 'invalid value for required: maybe'],
    ['RUN --device=a,⟦foo=b⟧ c', 'InvalidDevice', "unexpected key 'foo' in 'foo=b'"],
    ['RUN --device=a,⟦require=1⟧ c', 'InvalidDevice', "unexpected key 'require'", 'required=1'],
  ])('%s', (line, code, message, suggestion) => check(inStage(line), code, message, suggestion));

  it.each([
    'COPY --link --parents=TRUE --exclude=a --exclude=b --chown=1:2 --chmod=755 --from=x a b',
    'COPY --from= a b',
    'ADD --keep-git-dir=false --unpack --checksum=a a b',
    'RUN --mount=type=ssh --mount=type=ssh --network=none --security=insecure a',
    'RUN --device=vendor/x=foo,required --device=name=a,required=1 --device=required,a b',
  ])('accepts %s', (line) => expect(problemsOf(inStage(line)).problems).toEqual([]));
});

describe('mounts', () => {
  it.each<[string, string, string?]>([
    ['type=⟦cach⟧,target=/x', 'unsupported mount type "cach"', 'cache'],
    ['type=⟦volume⟧', 'unsupported mount type "volume"'],
    ['⟦type⟧', "invalid field 'type' must be a key=value pair"],
    ['⟦xyzzy⟧', "invalid field 'xyzzy' must be a key=value pair"],
    ['type=cache,⟦xyzzy⟧=/x', "unexpected key 'xyzzy' in 'xyzzy=/x'"],
    ['type=cache,⟦taget⟧=/x', "unexpected key 'taget' in 'taget=/x'", 'target'],
    ['type=bind,from=⟦$x⟧,target=/x', "'from' doesn't support variable expansion"],
    ['type=bind,from=⟦a${x}⟧,target=/x', "'from' doesn't support variable expansion"],
    ['type=cache,target=/x,ro=⟦yes⟧', 'invalid value for ro: yes'],
    ['type=cache,target=/x,readwrite=⟦2⟧', 'invalid value for readwrite: 2'],
    ['⟦required⟧,type=secret,id=a', "unexpected key 'required' for mount type 'bind'"],
    ['type=secret,id=a,required=⟦maybe⟧', 'invalid value for required: maybe'],
    ['type=cache,target=/x,⟦size⟧=1m', "unexpected key 'size' for mount type 'cache'"],
    ['type=tmpfs,target=/x,size=⟦big⟧', 'invalid value for size: big'],
    ['type=cache,target=/x,sharing=⟦lock⟧', 'unsupported sharing value "lock"', 'locked'],
    ['type=cache,target=/x,mode=⟦0999⟧', 'invalid value 0999 for mode'],
    ['type=cache,target=/x,uid=⟦root⟧', 'invalid value root for uid'],
    ['type=cache,target=/x,gid=⟦-1⟧', 'invalid value -1 for gid'],
    ['type=bind,target=/x,⟦uid=1⟧', 'uid not allowed for "bind" type mounts'],
    ['type=tmpfs,target=/x,⟦mode=0700⟧', 'mode not allowed for "tmpfs" type mounts'],
    ['type=secret,id=a,⟦from=b⟧', 'secret mount should not have a from'],
    ['type=secret,id=a,⟦sharing=locked⟧', 'secret mount should not define sharing'],
    ['type=secret,id=a,⟦src=b⟧', "both source and id can't be set"],
    ['type=bind,target=/x,⟦sharing=locked⟧', 'invalid cache sharing set for bind mount'],
    ['type=ssh,⟦src=a⟧', 'ssh mount does not support source'],
    ['type=cache,⟦target=/⟧', 'invalid mount target "/"'],
    [
      'type=cache,\
⟦taget⟧=/x',
      "unexpected key 'taget'",
      'target',
    ],
  ])('--mount=%s', (value, message, suggestion) =>
    check(inStage(`RUN --mount=${value} a`), 'InvalidMount', message, suggestion),
  );

  it.each<[string, string]>([
    ['RUN ⟦--mount=⟧ a', 'failed to parse csv mounts: EOF'],
    ['RUN --mount=⟦a\\"b⟧ a', 'failed to parse csv mounts: parse error'],
    ['RUN ⟦--mount=type=secret⟧ a', 'invalid secret mount'],
    ['RUN --mount=⟦"type=cach,target=/x"⟧ a', 'unsupported mount type "cach"'],
  ])('%s', (line, message) => {
    const { problems, places } = problemsOf(inStage(line));
    expect(problems).toMatchObject([{ code: 'InvalidMount', start: places[0]?.[0], end: places[0]?.[1] }]);
    expect(problems[0]?.message.toLowerCase()).toContain(message.toLowerCase());
  });

  it.each([
    'type=cache,target=/x,sharing=Locked,uid=0,gid=0,mode=0755,id=a,ro=f',
    'TYPE=Cache,DST=/x,rw',
    'type=secret,id=a,required,env=B,mode=0400,uid=1,gid=1',
    'type=secret,target=/run/secrets/a,required=true',
    'type=tmpfs,target=/x,size=1.5g',
    'type=ssh,required=1,id=default',
    'from=a,source=/b,target=/c,readonly=false',
    'type=bind,id=a,target=/x,env=b',
    'type=$t,size=$s,mode=$m,target=$x',
    'type=cache,from=a$,target=/x',
    'target=x',
  ])('accepts --mount=%s', (value) => expect(problemsOf(inStage(`RUN --mount=${value} a`)).problems).toEqual([]));
});

it('reports every problem of a file, in document order', () => {
  const text = '# escape=x\nRUM a\nFROM a b\nENV a\nCOPY --form=x y\nRUN <<E';
  expect(syntaxProblems(parse(text)).map((problem) => problem.code)).toEqual([
    'InvalidEscapeDirective',
    'UnknownInstruction',
    'InvalidFrom',
    'MissingValue',
    'UnknownFlag',
    'MissingArguments',
    'UnterminatedHeredoc',
  ]);
});

it('describes every code in one short line', () => {
  for (const [code, summary] of Object.entries(syntaxCodes)) {
    expect(code).toMatch(/^[A-Z][A-Za-z]+$/);
    expect(summary).toMatch(/^[A-Z].{5,79}[^.]$/);
  }
});
