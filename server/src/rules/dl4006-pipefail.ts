import type { Dockerfile } from '../model/dockerfile';
import type { Span } from '../parser/nodes';
import type { ShellCommand, ShellScript } from '../shell/script';
import { hadolintUrl } from './hadolint-url';
import type { Fix, Rule } from './rule';

export const dl4006: Rule = {
  code: 'DL4006',
  aliases: [],
  source: 'hadolint',
  severity: 'warning',
  summary: 'Set pipefail before a RUN with a pipe',
  why:
    'A shell takes the status of the last command of a pipe for the whole: in `wget -O - URL | tar x` the build goes on when wget fails. ' +
    '`SHELL ["/bin/bash", "-o", "pipefail", "-c"]` before the RUN, or `set -o pipefail` at its start where the shell has it, makes the step fail. ' +
    'A left side that cannot fail, such as `echo`, a right side that fails on empty input, such as `grep`, and a pipe whose status nobody heeds (`|| true`, an `if`) are not reported.',
  url: hadolintUrl('DL4006'),
  bad: [
    'FROM debian:13\nRUN wget -qO - https://example.com/app.tar.gz ⟦|⟧ tar xz\n',
    'FROM alpine:3.22\nRUN apk info ⟦|⟧ sort | head -1\n',
  ],
  good: [
    'FROM debian:13\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\nRUN wget -qO - https://example.com/app.tar.gz | tar xz\n',
    'FROM alpine:3.22\nRUN set -o pipefail && wget -qO - https://example.com/app.tar.gz | tar xz\n',
    'FROM debian:13\nRUN echo "$(cat sums)  app" | sha256sum -c\n',
    'FROM debian:13\nRUN if apt-cache policy x | grep -q none; then exit 1; fi\n',
    'FROM debian:13\nRUN bash -o pipefail -c "wget -qO - https://example.com/app.tar.gz | tar xz"\n',
  ],
  fixable: true,
  fixChangesImage: true,
  *check(file) {
    for (const instruction of file.byKeyword('RUN')) {
      if (instruction.parent) continue;
      const script = file.scriptOf(instruction);
      const pipe = script?.pipes.find(
        (candidate) => !candidate.pipefail && !candidate.unheeded && matters(script, candidate),
      );
      if (!script || !pipe) continue;
      const { start, end } = pipe;
      yield {
        start,
        end,
        message: 'A failure on the left of this pipe goes unnoticed; set pipefail with SHELL.',
        fixes: shellFix(file, script),
      };
    }
  },
};

const cannotFail = new Set(['echo', 'printf', 'yes', 'true', ':']);
const filters = new Set(['tr', 'cut', 'sort', 'uniq', 'head', 'tail', 'sed', 'awk', 'rev', 'tac', 'base64']);

/** False when the left side cannot fail, or its failure shows or is meant to be ignored. */
function matters({ commands }: ShellScript, pipe: Span): boolean {
  const left = lastBefore(commands, pipe.start);
  if (left && isHarmless(left, commands)) return false;
  let end = commands.find(({ start }) => start >= pipe.end);
  if (!end) return true;
  const { depth } = end;
  const behind = commands.slice(end.index + 1).filter((command) => command.depth <= depth);
  let next = behind.shift();
  for (; next?.joiner === '|' && next.depth === depth; next = behind.shift()) end = next;
  if (failsOnNothing(end)) return false;
  return !(next?.joiner === '||' && next.depth === depth && (next.name === 'true' || next.name === ':'));
}

/** True for the end of a pipe that fails when nothing comes out of it: `grep x`, `sha256sum -c`. */
function failsOnNothing({ name, args }: ShellCommand): boolean {
  if (name === 'grep' || name === 'egrep' || name === 'fgrep') return true;
  return /^(?:sha\d+|md5|b2|sha)sum$/.test(name) && args.some(({ text }) => /^-\w*c$|^--check/.test(text));
}

/** The command that ends last before an offset: the outer one where substitutions end with it. */
function lastBefore(commands: readonly ShellCommand[], offset: number): ShellCommand | undefined {
  let last: ShellCommand | undefined;
  for (const command of commands) if (command.end <= offset && (!last || command.end > last.end)) last = command;
  return last;
}

/** Filters of text do what the ones before them do. */
function isHarmless(command: ShellCommand, commands: readonly ShellCommand[]): boolean {
  const { name, args, redirects, joiner, start } = command;
  if (cannotFail.has(name)) return true;
  if (name === 'cat' && args.length === 0 && redirects.some(({ operator }) => operator.startsWith('<<'))) return true;
  const before = joiner === '|' && filters.has(name) ? lastBefore(commands, start) : undefined;
  return before !== undefined && isHarmless(before, commands);
}

function shellFix(file: Dockerfile, { instruction }: ShellScript): Fix[] {
  const stage = file.stageOf(instruction);
  const base = stage && file.ancestry(stage).at(-1)?.base.raw;
  const shell = base && /alpine|busybox/i.test(base) ? '/bin/ash' : '/bin/bash';
  const line = `SHELL ["${shell}", "-o", "pipefail", "-c"]`;
  const newline = file.text.includes('\r\n') ? '\r\n' : '\n';
  const changes = [{ start: instruction.start, end: instruction.start, text: line + newline }];
  return [{ title: `Insert ${line}`, changes, safe: false }];
}
