import type { Dockerfile } from '../model/dockerfile';
import type { Step } from '../model/scope';
import { stepOf } from '../model/variables';
import type { Instruction, Span } from '../parser/nodes';
import { builtins, plainWords } from '../shell/plain-words';
import { buildkitUrl } from './buildkit-url';
import type { Finding, Fix, Rule } from './rule';
import { placeOf } from './steps';

export const jsonArgsRecommended: Rule = {
  code: 'JSONArgsRecommended',
  aliases: ['DL3025'],
  source: 'buildkit',
  severity: 'warning',
  summary: 'Use the JSON form for CMD and ENTRYPOINT',
  why:
    'The shell form runs the command as a child of `/bin/sh -c`. The shell gets the signals, not your program, so `docker stop` waits ten seconds ' +
    'and then kills it; and an ENTRYPOINT in shell form ignores CMD. The JSON form `["program", "argument"]` runs the program itself. Where a shell ' +
    'is really meant, say so with SHELL or with `["/bin/sh", "-c", "…"]`.',
  url: buildkitUrl('json-args-recommended'),
  bad: [
    'FROM node:22\nCMD ⟦node server.js⟧\n',
    'FROM node:22\nENTRYPOINT ⟦exec ./run.sh "$@"⟧\n',
    'FROM node:22\n⟦CMD⟧\n',
  ],
  good: [
    'FROM node:22\nCMD ["node", "server.js"]\n',
    'FROM node:22\nSHELL ["/bin/bash", "-c"]\nCMD node server.js\n',
    'FROM node:22 AS base\nSHELL ["/bin/bash", "-c"]\nFROM base\nENTRYPOINT node server.js\n',
    'FROM node:22\nHEALTHCHECK CMD curl localhost\nRUN echo\n',
  ],
  subject: { keywords: ['CMD', 'ENTRYPOINT'] },
  fixable: true,
  fixChangesImage: true,
  *check(file) {
    if (file.byKeyword('CMD').length === 0 && file.byKeyword('ENTRYPOINT').length === 0) return;
    for (const instruction of file.preamble) {
      if (isCommand(instruction)) yield finding(stepOf(instruction, undefined), file);
    }
    yield* inStages(file);
  },
};

function* inStages(file: Dockerfile): Generator<Finding> {
  const shells = new Set<number>();
  for (const stage of file.stages) {
    const { base } = stage;
    const known = base.image && file.options.baseImage?.(base.image.text);
    let hasShell = base.stage ? shells.has(base.stage.index) : known?.Shell !== undefined;
    for (const step of file.steps(stage)) {
      if (step.instruction.name === 'SHELL') hasShell = true;
      else if (!hasShell && isCommand(step.instruction)) yield finding(step, file);
    }
    if (hasShell) shells.add(stage.index);
  }
}

function isCommand({ name, args }: Instruction): boolean {
  return (name === 'CMD' || name === 'ENTRYPOINT') && args.kind !== 'exec';
}

function finding(step: Step, file: Dockerfile): Finding {
  const { args, keyword } = step.instruction;
  const span = args.kind === 'text' ? args.text : keyword;
  return {
    ...placeOf(step, span),
    message: `${keyword.text} in shell form keeps signals from the program; the JSON form runs it directly.`,
    fixes: step.trigger || args.kind !== 'text' ? [] : toJson(args.text, step, file),
  };
}

/** True when CMD and ENTRYPOINT are not both there: then what runs stays the same but for the shell. */
function standsAlone({ instruction, stage }: Step, file: Dockerfile): boolean {
  if (!stage) return false;
  const config = file.configOf(stage);
  return (instruction.name === 'CMD' ? config.Entrypoint : config.Cmd) === undefined;
}

function toJson({ start, end, text }: Span & { text: string }, step: Step, file: Dockerfile): Fix[] {
  const change = (words: readonly string[]) => {
    return [{ start, end, text: `[${words.map((word) => JSON.stringify(word)).join(', ')}]` }];
  };
  const inShell: Fix = {
    title: 'Keep the shell, in JSON form',
    changes: change([...file.shellAt(step.instruction), text]),
    safe: false,
  };
  const words = plainWords(text);
  const direct = words?.[0] === 'exec' ? words.slice(1) : words;
  const [program] = direct ?? [];
  if (!direct || program === undefined || builtins.has(program) || program.startsWith('-')) return [inShell];
  return [{ title: 'Use the JSON form', changes: change(direct), safe: standsAlone(step, file) }, inShell];
}
