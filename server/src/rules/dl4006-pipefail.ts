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
    'A left side that cannot fail, such as `echo`, and a pipe whose status nobody heeds (`|| true`, an `if`) are not reported.',
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

/** False when the left side cannot fail or the status of the whole is thrown away. */
function matters({ commands }: ShellScript, pipe: Span): boolean {
  const at = commands.findIndex(({ start }) => start >= pipe.end);
  const left = lastBefore(commands, pipe.start);
  if (left && isHarmless(left)) return false;
  const right = commands[at];
  const after = right && commands.slice(at + 1).find(({ depth, joiner }) => depth <= right.depth && joiner !== '|');
  return !(after?.joiner === '||' && after.depth === right?.depth && (after.name === 'true' || after.name === ':'));
}

/** The command that ends last before an offset: the outer one where substitutions end with it. */
function lastBefore(commands: readonly ShellCommand[], offset: number): ShellCommand | undefined {
  let last: ShellCommand | undefined;
  for (const command of commands) if (command.end <= offset && (!last || command.end > last.end)) last = command;
  return last;
}

function isHarmless({ name, args, redirects }: ShellCommand): boolean {
  return (
    cannotFail.has(name) ||
    (name === 'cat' && args.length === 0 && redirects.some(({ operator }) => operator.startsWith('<<')))
  );
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
