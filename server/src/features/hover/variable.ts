import { platformArgs } from '../../instructions/values';
import type { Dockerfile, VariableDefinition } from '../../model/dockerfile';
import type { Instruction, Span } from '../../parser/nodes';
import type { Explanation } from '../explanation';
import { type Target, touches } from '../locate';
import { code, paragraphs } from '../markdown';

/** Explains a variable where it is used or defined: its value, and where that comes from. */
export function variableHover(
  file: Dockerfile,
  target: Exclude<Target, { kind: 'directive' | 'comment' }>,
  offset: number,
): Explanation | undefined {
  const { instruction } = target;
  if (target.kind === 'keyword') return undefined;
  const use = file.variableUses.find((candidate) => touches(candidate, offset));
  if (use) {
    const span = { start: use.start, end: use.end };
    const global = file.stageOf(instruction) === undefined;
    const raw = file.text.slice(use.start, use.end);
    const becomes = use.definition && raw.length > use.name.length + 3 ? file.expand(raw, use.instruction) : undefined;
    return {
      span,
      markdown: paragraphs(
        describe(use.name, use.value, use.definition, global, unsetMeaning(raw)),
        becomes !== undefined &&
          becomes !== use.value &&
          `${code(raw)} becomes ${becomes === '' ? 'empty' : code(becomes)}.`,
      ),
    };
  }
  const definition = file.variableDefinitions.find(({ span }) => span && touches(span, offset));
  if (definition?.span) return { span: definition.span, markdown: describeDefinition(definition) };
  return shellVariableHover(file, instruction, offset);
}

/** In shell code the shell expands variables: it gets ARGs (in RUN) and ENVs. */
function shellVariableHover(file: Dockerfile, instruction: Instruction, offset: number): Explanation | undefined {
  if (!['RUN', 'CMD', 'ENTRYPOINT', 'HEALTHCHECK'].includes(instruction.name)) return undefined;
  const found = shellVariableAt(file.text, instruction, offset);
  const definition = found && file.environmentBefore(instruction).get(found.name);
  if (!definition) return undefined;
  if (instruction.name !== 'RUN' && definition.kind !== 'ENV' && definition.kind !== 'image') return undefined;
  return { span: found.span, markdown: describe(found.name, definition.value, definition, false) };
}

/** The `$NAME` or `${NAME` of shell code at an offset. */
function shellVariableAt(text: string, { start, end }: Span, offset: number): { name: string; span: Span } | undefined {
  const lineStart = Math.max(start, text.lastIndexOf('\n', offset - 1) + 1);
  const lineEnd = Math.min(end, text.indexOf('\n', offset) < 0 ? end : text.indexOf('\n', offset));
  for (const match of text.slice(lineStart, lineEnd).matchAll(/\$\{?([A-Za-z_]\w*)\}?/g)) {
    const from = lineStart + match.index;
    const span = { start: from, end: from + match[0].length };
    if (touches(span, offset)) return { name: match[1] ?? '', span };
  }
  return undefined;
}

/** What stands in for a variable that is not set, by the modifier behind its name. */
function unsetMeaning(raw: string): string {
  const [, modifier, word = ''] = /^\$\{\w+:?([-?])(.*)\}$/s.exec(raw) ?? [];
  if (modifier === '?') return 'the build fails';
  return modifier === '-' && word !== '' ? `it becomes ${code(word)}` : 'it becomes an empty string';
}

function describe(
  name: string,
  value: string | undefined,
  definition: VariableDefinition | undefined,
  global: boolean,
  unset = 'it becomes an empty string',
): string {
  if (!definition) {
    return paragraphs(
      `**${code(`$${name}`)}** is not set here${global ? '' : ', unless the base image sets it'}: ${unset}.`,
      'An `ARG` before the first `FROM` has to be repeated in the stage to count there.',
    );
  }
  const holds =
    value === undefined ? 'has a value that is not known here' : `is ${value === '' ? 'empty' : code(value)}`;
  return paragraphs(`**${code(`$${name}`)}** ${holds}.`, origin(definition));
}

function describeDefinition(definition: VariableDefinition): string {
  const { name, kind, value } = definition;
  const lasts =
    kind === 'ENV'
      ? 'An environment variable: it stays in the image, and containers see it.'
      : 'A build argument: it exists only while the image is built; set it with `--build-arg`.';
  const holds =
    value === undefined ? 'Without a value of its own here.' : `Value: ${value === '' ? 'empty' : code(value)}.`;
  const platform = platformArgs.find((known) => known.value === name);
  return paragraphs(`**${code(name)}** ${lasts}`, holds, platform && `${platform.summary}.`);
}

function origin({ name, kind, instruction }: VariableDefinition): string {
  switch (kind) {
    case 'platform':
      return `Predefined by BuildKit: ${platformArgs.find(({ value }) => value === name)?.summary ?? 'a platform argument'}.`;
    case 'proxy':
      return 'Predefined proxy setting: passed with `--build-arg`, no `ARG` needed.';
    case 'image':
      return 'Set by the base image.';
    case 'build-arg':
      return 'Set by `--build-arg`.';
    default:
      return instruction ? `From ${code(kind)} in line ${instruction.startLine + 1}.` : `From ${code(kind)}.`;
  }
}
