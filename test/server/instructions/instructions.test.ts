import { expect, test } from 'vitest';
import { directives } from '../../../server/src/instructions/directives';
import type { InstructionSpec } from '../../../server/src/instructions/instruction';
import { mountOption, mountOptions, mountTypes } from '../../../server/src/instructions/mounts';
import { directiveSpec, flagSpec, instructionSpec, instructions } from '../../../server/src/instructions/registry';
import { lint } from '../../../server/src/rules/lint';
import { defaultLintOptions } from '../../../server/src/rules/options';
import { dockerfile } from '../../support/cursor';

/** What BuildKit would reject in a text. */
function problems(text: string): string[] {
  return lint(dockerfile(text), defaultLintOptions)
    .filter(({ source }) => source === 'syntax')
    .map(({ message }) => message);
}

/** The text that a snippet leaves behind when every placeholder keeps its default. */
function filled(snippet: string): string {
  return snippet
    .replace(/\$\{\d+\|([^,|]*)[^}]*\|\}/g, '$1')
    .replace(/\$\{\d+:([^{}]*)\}/g, '$1')
    .replace(/\$\d+/g, 'x')
    .replace(/\\([$}\\])/g, '$1');
}

test('all 18 keywords are there, once each', () => {
  const keywords =
    'ADD ARG CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL MAINTAINER ONBUILD RUN SHELL STOPSIGNAL USER VOLUME WORKDIR';
  expect(instructions.map(({ keyword }) => keyword)).toEqual(keywords.split(' '));
  expect(instructionSpec('COPY')?.keyword).toBe('COPY');
  expect(instructionSpec('constructor')).toBeUndefined();
});

test('BuildKit knows exactly these flags', () => {
  const flags = Object.fromEntries(instructions.map(({ keyword, flags }) => [keyword, flags.map(({ name }) => name)]));
  expect(Object.fromEntries(Object.entries(flags).filter(([, names]) => names.length > 0))).toEqual({
    ADD: ['checksum', 'chown', 'chmod', 'link', 'exclude', 'keep-git-dir', 'unpack'],
    COPY: ['from', 'chown', 'chmod', 'link', 'parents', 'exclude'],
    FROM: ['platform'],
    HEALTHCHECK: ['interval', 'timeout', 'start-period', 'start-interval', 'retries'],
    RUN: ['mount', 'network', 'security', 'device'],
  });
  expect(flagSpec('COPY', 'from')?.expanded).toBe(false);
  expect(flagSpec('COPY', 'From')).toBeUndefined();
});

test.each(instructions.map((spec) => [spec.keyword, spec] as const))(
  '%s is documented',
  (keyword, spec: InstructionSpec) => {
    expect(spec.summary).toMatch(/^[A-Z].*\.$/);
    expect(spec.docs.length).toBeGreaterThan(80);
    expect(spec.url).toMatch(/^https:\/\/docs\.docker\.com\/reference\/dockerfile\/#[a-z-]+$/);
    for (const syntax of spec.syntax) expect(syntax.startsWith(keyword)).toBe(true);
    expect(spec.signatures.length).toBeGreaterThan(0);
    for (const { label, parameters } of spec.signatures) {
      let from = 0;
      for (const parameter of parameters) {
        const at = label.indexOf(parameter.label, from);
        expect(at, `${parameter.label} in ${label}`).toBeGreaterThanOrEqual(from);
        from = at + parameter.label.length;
      }
    }
    for (const flag of spec.flags) {
      expect(flag.syntax.startsWith(`--${flag.name}`)).toBe(true);
      expect(flag.summary).toMatch(/^[A-Z].*\.$/);
      expect(flag.docs.length).toBeGreaterThan(5);
    }
  },
);

test.each(instructions.map((spec) => [spec.keyword, spec.example]))('the example of %s builds', (keyword, example) => {
  expect(problems(example)).toEqual([]);
  expect(dockerfile(example).byKeyword(keyword).length).toBeGreaterThan(0);
});

const snippets = instructions.flatMap(({ keyword, snippets }) =>
  snippets.map((snippet) => [snippet.label, keyword, snippet] as const),
);

test.each(snippets)('snippet %s', (_label, keyword, { insert }) => {
  const body = filled(insert);
  expect(body).not.toMatch(/\$\{\d|\$\d/);
  const head = keyword === 'FROM' ? '' : 'FROM scratch AS stage\nFROM scratch\n';
  expect(problems(`${head}${body}\n`)).toEqual([]);
  expect(dockerfile(`${head}${body}\n`).tree.instructions.at(-1)?.name).toBe(keyword);
});

test('directives are documented and their examples build', () => {
  expect(directives.map(({ key }) => key)).toEqual(['syntax', 'escape', 'check']);
  for (const { key, example, docs } of directives) {
    expect(problems(example)).toEqual([]);
    expect(dockerfile(example).tree.directives.map((directive) => directive.key)).toContain(key);
    expect(docs.length).toBeGreaterThan(80);
  }
  expect(directiveSpec('syntax')?.url).toContain('#syntax');
});

test.each(mountTypes.map((type) => [type.type, type]))('mount type %s', (_name, { example, insert }) => {
  for (const value of [example, filled(insert)]) {
    expect(problems(`FROM scratch\nWORKDIR /x\nRUN --mount=${value} true\n`)).toEqual([]);
  }
});

test('mount options are found by name and alias in any case, and fit existing types', () => {
  expect(mountOption('DST')?.name).toBe('target');
  expect(mountOption('src')?.name).toBe('source');
  expect(mountOption('nothing')).toBeUndefined();
  const names = mountOptions.flatMap(({ name, aliases }) => [name, ...aliases]);
  expect(new Set(names).size).toBe(names.length);
  const types = new Set(mountTypes.map(({ type }) => type));
  for (const option of mountOptions) for (const type of option.types) expect(types.has(type)).toBe(true);
});
