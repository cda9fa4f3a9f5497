import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyze } from '../../../server/src/model/analyze';
import { buildProblems } from '../../../server/src/model/build-problems';
import type { Dockerfile, ModelOptions } from '../../../server/src/model/dockerfile';
import { explain } from '../../../server/src/model/explain';
import type { Instruction } from '../../../server/src/parser/nodes';
import { parse } from '../../../server/src/parser/parse';
import { propertyRuns } from '../../support/property-seed';

const open = (text: string, options: ModelOptions = {}) => analyze(parse(text), options);

/** The last instruction with this keyword. */
function last(file: Dockerfile, keyword: string): Instruction {
  const found = file.byKeyword(keyword).at(-1);
  if (!found) throw new Error(`no ${keyword}`);
  return found;
}

/** The value of the last label of a file. */
function label(text: string, options: ModelOptions = {}): string | undefined {
  const file = open(text, options);
  const stage = file.stages.at(-1);
  return stage && Object.values(file.configOf(stage).Labels).at(-1);
}

describe('scopes', () => {
  test.each([
    ['ENV is seen by later lines', 'FROM scratch\nENV a=1\nLABEL l=$a\n', '1'],
    ['words of one instruction see what was before it', 'FROM scratch\nENV a=1\nENV a=2 b=$a\nLABEL l=$b\n', '1'],
    ['the pairs of one ARG take effect one after the other', 'FROM scratch\nARG a=1 b=$a\nLABEL l=$b\n', '1'],
    ['a global ARG is not seen in a stage', 'ARG a=1\nFROM scratch\nLABEL l=[$a]\n', '[]'],
    ['a global ARG is seen where the stage repeats it', 'ARG a=1\nFROM scratch\nARG a\nLABEL l=$a\n', '1'],
    ['a default in the stage beats the global one', 'ARG a=1\nFROM scratch\nARG a=2\nLABEL l=$a\n', '2'],
    ['defaults expand', 'ARG a=1\nARG b=${a}2\nFROM scratch\nARG b\nLABEL l=$b\n', '12'],
    ['an ARG overrides an earlier ENV', 'FROM scratch\nENV a=1\nARG a=2\nLABEL l=$a\n', '2'],
    ['a later ENV overrides an ARG', 'FROM scratch\nARG a=2\nENV a=1\nLABEL l=$a\n', '1'],
    ['an ARG without a value changes nothing', 'FROM scratch\nENV a=1\nARG a\nLABEL l=$a\n', '1'],
    ['a child stage has ENV and ARG of its base', 'FROM scratch AS x\nARG a=1\nENV b=2\nFROM x\nLABEL l=$a$b\n', '12'],
    ['the ENV of a base wins over its ARG', 'FROM scratch AS x\nENV a=1\nARG a=2\nFROM x\nLABEL l=$a\n', '1'],
    ['PATH is always set', 'FROM scratch\nLABEL l=${PATH:+set}\n', 'set'],
    ['platform arguments have to be declared', 'FROM scratch\nLABEL l=[$TARGETARCH]\n', '[]'],
    [
      'platform arguments',
      'FROM scratch\nARG TARGETPLATFORM BUILDARCH\nLABEL l=$TARGETPLATFORM-$BUILDARCH\n',
      'linux/amd64-amd64',
    ],
    ['TARGETSTAGE is the last stage', 'FROM scratch AS x\nARG TARGETSTAGE\nLABEL l=$TARGETSTAGE\n', 'x'],
    ['TARGETSTAGE without names', 'FROM scratch\nARG TARGETSTAGE\nLABEL l=$TARGETSTAGE\n', 'default'],
    ['names of ENV expand', 'FROM scratch\nENV n=x\nENV ${n}y=1\nLABEL l=$xy\n', '1'],
    ['names of ARG do not', 'FROM scratch\nARG "a"=1\nLABEL l=[$a]\n', '[]'],
    ['triggers of the base run first', 'FROM scratch AS x\nONBUILD ENV a=1\nFROM x\nLABEL l=$a\n', '1'],
    [
      'triggers are not inherited twice',
      'FROM scratch AS x\nONBUILD ARG a=1\nFROM x AS y\nFROM y\nARG a=2\nLABEL l=$a\n',
      '2',
    ],
    [
      'what scanners read is no variable',
      'FROM scratch\nARG BUILDKIT_SBOM_SCAN_STAGE=1\nLABEL l=[$BUILDKIT_SBOM_SCAN_STAGE]\n',
      '[]',
    ],
  ])('%s', (_, text, expected) => {
    expect(label(text)).toBe(expected);
  });

  test('a build argument beats defaults, global and in the stage, but needs an ARG', () => {
    const options = { buildArgs: { a: 'given' } };
    expect(label('ARG a=1\nFROM scratch\nARG a\nLABEL l=$a\n', options)).toBe('given');
    expect(label('FROM scratch\nARG a=1\nLABEL l=$a\n', options)).toBe('given');
    expect(label('FROM scratch\nLABEL l=[$a]\n', options)).toBe('[]');
    expect(label('FROM scratch\nLABEL l=[$HTTP_PROXY]\n', { buildArgs: { HTTP_PROXY: 'p' } })).toBe('[]');
  });

  test('the platform of the build decides about TARGETARCH', () => {
    const text = 'FROM scratch\nARG TARGETARCH TARGETVARIANT\nLABEL l=$TARGETARCH/$TARGETVARIANT\n';
    expect(label(text, { platform: 'linux/arm/v7' })).toBe('arm/v7');
  });

  test('definitions know where they come from', () => {
    const file = open('ARG a=1\nFROM scratch\nARG a\nENV b=$a c=2\nLABEL l=$a$b$PATH$d\n', { buildArgs: { a: '3' } });
    const kinds = file.variableUses.slice(-4).map(({ definition, value }) => [definition?.kind, value]);
    expect(kinds.slice(0, 2)).toEqual([
      ['build-arg', '3'],
      ['ENV', '3'],
    ]);
    expect(kinds[2]?.[0]).toBe('image');
    expect(kinds[3]).toEqual([undefined, undefined]);
    expect(file.variableDefinitions.map(({ name }) => name)).toEqual(['a', 'a', 'b', 'c']);
    expect([...file.environmentBefore(last(file, 'LABEL')).keys()].toSorted()).toEqual(['PATH', 'a', 'b', 'c']);
  });

  test('chains and trees of stages hand variables on as one that keeps them all would', () => {
    const definition = fc.record({
      keyword: fc.constantFrom('ENV', 'ARG'),
      name: fc.constantFrom('a', 'b'),
      value: fc.constantFrom('', '=1', '=2', '=3'),
    });
    const stage = fc.record({ base: fc.nat(), definitions: fc.array(definition, { maxLength: 3 }) });
    fc.assert(
      fc.property(fc.array(stage, { minLength: 1, maxLength: 8 }), (stages) => {
        const lines: string[] = [];
        const expected: (readonly [value: string | undefined, declared: boolean])[] = [];
        const kept: { env: Map<string, string>; args: Map<string, string | undefined> }[] = [];
        stages.forEach(({ base, definitions }, i) => {
          const from = kept[base % Math.max(1, i)];
          lines.push(`FROM ${from ? `s${base % i}` : 'scratch'} AS s${i}`);
          const env = new Map(from?.env);
          const args = new Map(from?.args);
          const now = new Map([...args, ...env]);
          for (const { keyword, name, value } of definitions) {
            // An ENV takes a value.
            const isEnv = keyword === 'ENV' && value !== '';
            lines.push(`${isEnv ? 'ENV' : 'ARG'} ${name}${value}`);
            const set = value === '' ? undefined : value.slice(1);
            if (isEnv) env.set(name, value.slice(1));
            else args.set(name, set ?? args.get(name));
            if (set !== undefined) now.set(name, set);
          }
          lines.push('LABEL l=x');
          expected.push([now.get('a'), args.has('a')], [now.get('b'), args.has('b')]);
          kept.push({ env, args });
        });
        const file = open(lines.join('\n'));
        const found = file.byKeyword('LABEL').flatMap((line) =>
          ['a', 'b'].map((name) => {
            const { value, declared } = file.variableAt(name, line);
            return [value, declared];
          }),
        );
        expect(found).toEqual(expected);
      }),
      { numRuns: propertyRuns },
    );
  });

  test('variables of an unknown base image are unknown, those of a known one are not', () => {
    const text = 'FROM node:22\nLABEL l=$NODE_VERSION\n';
    const known = { ...explainable, Env: ['NODE_VERSION=22.1'] };
    expect(open(text).expand('$NODE_VERSION', last(open(text), 'LABEL'))).toBeUndefined();
    expect(label(text, { baseImage: () => known })).toBe('22.1');
    const alpine = open('FROM alpine:3.22\nLABEL l=[$x]\n');
    expect(alpine.expand('[$x]', last(alpine, 'LABEL'))).toBe('[]');
  });

  test('an open argument is nothing to rely on', () => {
    const file = open('FROM scratch\nARG a\nLABEL l=$a\n');
    expect(file.expand('$a', last(file, 'LABEL'))).toBeUndefined();
    expect(file.variableAt('a', last(file, 'LABEL'))).toMatchObject({ value: undefined, declared: true });
  });
});

const explainable = open('FROM scratch\n').configOf(open('FROM scratch\n').stages[0] ?? expect.fail());

describe('places of variables', () => {
  test.each([
    ['FROM scratch\nENV a="x ⟦$v⟧" b=⟦${v:-⟦$w⟧}⟧\n'],
    ["FROM scratch\nENV a='$v' b=\\$v\n"],
    ['FROM scratch\nENV a=x\\\n⟦$v⟧ \\\n  b=⟦${v}⟧\n'],
    ['ARG v=1\nFROM --platform=⟦$p⟧ x:⟦$v⟧ AS y\n'],
    ['FROM scratch\nCOPY --chown=⟦$u⟧ ⟦$v⟧ ["⟦$x⟧"] ⟦$w⟧\n'],
    ['FROM scratch\nCOPY ["⟦$v⟧", "/x"]\n'],
    ['FROM scratch\nCOPY <<EOF /x\na ⟦$v⟧ "⟦$w⟧" \\$x\nEOF\n'],
    ['FROM scratch\nCOPY <<"EOF" /x\n$v\nEOF\n'],
    ['FROM scratch\nRUN --mount=type=cache,target=⟦$v⟧/x,from=$w echo $v\n'],
    ['FROM scratch\nONBUILD USER ⟦$v⟧\n'],
    ['FROM scratch\nCMD $v\nENTRYPOINT $v\nRUN $v\nHEALTHCHECK CMD $v\nSHELL ["$v"]\nMAINTAINER $v\n'],
    ['FROM scratch\nEXPOSE ⟦$v⟧ 8⟦$v⟧\nVOLUME ⟦$v⟧\nWORKDIR ⟦$v⟧\nSTOPSIGNAL ⟦$v⟧\nLABEL ⟦$v⟧=⟦$v⟧\n'],
    ['FROM scratch\nARG a=⟦$v⟧ $b=1\n'],
  ])('%j', (expected) => {
    const file = open(expected.replaceAll(/[⟦⟧]/g, ''));
    const marks = file.variableUses.flatMap(({ start, end }) => [
      { at: start, mark: '⟦' },
      { at: end, mark: '⟧' },
    ]);
    let text = file.text;
    for (const { at, mark } of marks.toSorted((a, b) => b.at - a.at)) text = text.slice(0, at) + mark + text.slice(at);
    expect(text).toBe(expected);
  });
});

describe('stages', () => {
  const kinds = (text: string, options: ModelOptions = {}) =>
    open(text, options).stages.map(({ base }) => base.stage?.index ?? base.kind);

  test.each([
    ['FROM scratch AS a\nFROM a\n', ['scratch', 0]],
    ['FROM scratch AS Build\nFROM build\nFROM Build\n', ['scratch', 0, 'unknown']],
    ['FROM scratch AS a\nFROM node AS a\nFROM a\n', ['scratch', 'image', 1]],
    ['FROM a\nFROM scratch AS a\n', ['image', 'scratch']],
    ['FROM scratch\nFROM 0\n', ['scratch', 'image']],
    ['FROM Scratch\n', ['unknown']],
    ['FROM alpine AS scratch\nFROM scratch\n', ['image', 0]],
    ['ARG b=a\nFROM scratch AS a\nFROM $b\n', ['scratch', 0]],
    ['ARG b\nFROM $b\nFROM node:22$b\n', ['unknown', 'image']],
    ['FROM "scratch"\nFROM\n', ['scratch', 'unknown']],
  ])('%j', (text, expected) => {
    expect(kinds(text)).toEqual(expected);
  });

  test('--from finds stages by name in any case and by number, mounts by name only', () => {
    const file = open(
      'FROM scratch AS One\nFROM scratch\nCOPY --from=ONE a b\nCOPY --from=0 a b\nCOPY --from=+1 a b\nCOPY --from=two a b\n' +
        'RUN --mount=from=one,target=/x true\nRUN --mount=type=bind,from=0,target=/x true\nONBUILD COPY --from=one a b\n',
    );
    const uses = file.stageUses.filter(({ kind }) => kind !== 'from');
    expect(uses.map(({ text, stage }) => [text, stage?.index])).toEqual([
      ['ONE', 0],
      ['0', 0],
      ['+1', 1],
      ['two', undefined],
      ['one', 0],
      ['0', undefined],
      ['one', 0],
    ]);
    expect(uses.map(({ start, end }) => file.text.slice(start, end))).toEqual(uses.map(({ text }) => text));
  });

  test.each([
    [undefined, [true, false, true, true]],
    ['b', [true, true, false, false]],
    ['C', [true, false, true, false]],
    ['none', [false, false, false, false]],
  ])('with target %s', (target, expected) => {
    const text =
      'FROM scratch AS a\nFROM a AS b\nFROM scratch AS c\nCOPY --from=a /x /y\nFROM scratch\nRUN --mount=from=c,target=/x true\n';
    expect(open(text, target === undefined ? {} : { target }).stages.map(({ reachable }) => reachable)).toEqual(
      expected,
    );
  });
});

describe('config', () => {
  test('is known after each line', () => {
    const file = open('FROM scratch\nUSER a\nWORKDIR /x\nENV k=1\nCMD c\nWORKDIR y\nENTRYPOINT ["e"]\nUSER b\n');
    const users = file.tree.instructions.map((instruction) => file.configAfter(instruction).User);
    expect(users).toEqual(['', 'a', 'a', 'a', 'a', 'a', 'a', 'b']);
    const [, , workdir, , cmd, second] = file.tree.instructions;
    expect(workdir && file.configAfter(workdir).WorkingDir).toBe('/x');
    expect(cmd && file.configAfter(cmd).Cmd).toEqual(['/bin/sh', '-c', 'c']);
    expect(second && file.configAfter(second).WorkingDir).toBe('/x/y');
  });

  test('ENTRYPOINT clears the CMD of the base, not that of its own stage', () => {
    const cmd = (text: string) => open(text).configOf(open(text).stages.at(-1) ?? expect.fail()).Cmd;
    const own = open('FROM scratch\nCMD ["c"]\nENTRYPOINT ["e"]\n');
    expect(own.configOf(own.stages[0] ?? expect.fail()).Cmd).toEqual(['c']);
    expect(cmd('FROM scratch\n')).toBeUndefined();
    const child = open('FROM scratch AS a\nCMD ["c"]\nFROM a\nENTRYPOINT ["e"]\n');
    expect(child.configOf(child.stages[1] ?? expect.fail()).Cmd).toBeUndefined();
  });

  test('what depends on an unknown base is said', () => {
    const file = open('FROM node:22\nUSER app\nWORKDIR x\nENTRYPOINT ["e"]\n');
    const { unknown } = file.configOf(file.stages[0] ?? expect.fail());
    expect(unknown).toContain('Env');
    expect(unknown).toContain('WorkingDir');
    expect(unknown).not.toContain('User');
    expect(unknown).not.toContain('Cmd');
  });

  test('shell form runs in the SHELL in force, of the stage, its base, or Windows', () => {
    const shell = (text: string) => open(text).shellAt(last(open(text), 'RUN'));
    expect(shell('FROM scratch\nRUN x\n')).toEqual(['/bin/sh', '-c']);
    expect(shell('FROM scratch AS a\nSHELL ["bash", "-c"]\nFROM a\nRUN x\n')).toEqual(['bash', '-c']);
    expect(shell('FROM mcr.microsoft.com/windows/nanoserver:ltsc2022\nRUN x\n')).toEqual(['cmd', '/S', '/C']);
  });
});

describe('look-ups', () => {
  test('the instruction at an offset, comments, heredocs and triggers included', () => {
    const text = 'FROM scratch\n# about run\nRUN <<E\nbody\nE\nONBUILD USER x\n';
    const file = open(text);
    const at = (needle: string) => file.instructionAt(text.indexOf(needle))?.name;
    expect([at('scratch'), at('about'), at('body'), at('ONBUILD'), at('USER x')]).toEqual([
      'FROM',
      'RUN',
      'RUN',
      'ONBUILD',
      'USER',
    ]);
  });

  test('commands by name, in document order', () => {
    const file = open('FROM debian\nRUN apt-get update && curl x\nRUN ["curl", "y"]\nONBUILD RUN sudo curl z\n');
    expect(file.commands('curl').length).toBe(3);
    expect(file.commands('curl', 'apt-get').map(({ name }) => name)).toEqual(['apt-get', 'curl', 'curl', 'curl']);
    expect(file.commands('wget')).toEqual([]);
  });
});

describe('properties', () => {
  const numRuns = propertyRuns;
  const parts = fc.constantFrom(
    ...[
      'FROM a AS b\n',
      'FROM b\n',
      'FROM $x\n',
      'ARG x=b\n',
      'ARG x\n',
      'ENV a=$b\n',
      'ENV "',
      'LABEL a b\n',
      '\n',
      '\\\n',
    ],
    ...[
      'ONBUILD ENV x=$a\n',
      'ONBUILD ',
      'COPY --from=b $a /\n',
      'COPY --from=1 a /\n',
      'COPY <<E /\n$a\nE\n',
      '${',
      '}',
      '$',
      '#',
    ],
    ...[
      'RUN --mount=from=b,target=$a x\n',
      'RUN --mount=',
      'EXPOSE $a 80\n',
      'HEALTHCHECK CMD x\n',
      'CMD ["a"',
      ']\n',
      ' ',
      '=',
    ],
  );

  test('any text has a meaning, and nothing throws', () => {
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 25 }), (chosen) => {
        const text = chosen.join('');
        const file = open(text);
        for (const instruction of file.tree.instructions) {
          file.configAfter(instruction);
          expect(file.instructionAt(instruction.start)?.index).toBe(instruction.index);
        }
        const spans = [...buildProblems(file), ...file.variableUses, ...file.stageUses];
        for (const { start, end } of spans) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThanOrEqual(start);
          expect(end).toBeLessThanOrEqual(text.length);
        }
        for (const use of file.variableUses) {
          expect(file.text.slice(use.start, use.end)).toMatch(/^\$/);
        }
        expect(() => JSON.stringify(explain(file))).not.toThrow();
        expect(file.variableDefinitions.every(({ span }) => span !== undefined)).toBe(true);
      }),
      { numRuns },
    );
  });

  test('asking for configs in any order gives the same', () => {
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 15 }), fc.infiniteStream(fc.nat()), (chosen, order) => {
        const text = chosen.join('');
        const forward = open(text);
        const expected = forward.tree.instructions.map((instruction) =>
          JSON.stringify(forward.configAfter(instruction)),
        );
        const shuffled = open(text);
        for (let i = 0; i < expected.length; i++) {
          const index = order.next().value % expected.length;
          const instruction = shuffled.tree.instructions[index];
          expect(instruction && JSON.stringify(shuffled.configAfter(instruction))).toBe(expected[index]);
        }
      }),
      { numRuns: numRuns / 4 },
    );
  });
});
