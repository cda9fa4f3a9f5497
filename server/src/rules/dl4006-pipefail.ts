import type { Dockerfile } from '../model/dockerfile';
import type { Instruction } from '../parser/nodes';
import { baseName, setsPipefail } from '../shell/interpreter';
import type { ShellCommand, ShellPipe, ShellScript } from '../shell/script';
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
    'FROM debian:13\nSHELL ["/bin/sh", "-o", "pipefail", "-c"]\nRUN dpkg -l ⟦|⟧ wc -l\n',
  ],
  good: [
    'FROM debian:13\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\nRUN wget -qO - https://example.com/app.tar.gz | tar xz\n',
    'FROM alpine:3.22\nSHELL ["/bin/sh", "-eo", "pipefail", "-c"]\nRUN wget -qO - https://example.com/app.tar.gz | tar xz\n',
    'FROM alpine:3.22\nRUN set -o pipefail && wget -qO - https://example.com/app.tar.gz | tar xz\n',
    'FROM debian:13\nRUN echo "$(cat sums)  app" | sha256sum -c\n',
    'FROM debian:13\nRUN if apt-cache policy x | grep -q none; then exit 1; fi\n',
    'FROM debian:13\nRUN bash -o pipefail -c "wget -qO - https://example.com/app.tar.gz | tar xz"\n',
  ],
  subject: { keywords: ['RUN'] },
  fixable: true,
  fixChangesImage: true,
  *check(file) {
    for (const instruction of file.byKeyword('RUN')) {
      if (instruction.parent) continue;
      const script = file.scriptOf(instruction);
      const isTrusted = !shMayRefuse(file, instruction);
      const pipe = script && firstUnnoticed(script, isTrusted);
      if (!script || !pipe) continue;
      const { start, end } = pipe;
      yield {
        start,
        end,
        message: isTrusted
          ? 'A failure on the left of this pipe goes unnoticed; set pipefail with SHELL.'
          : 'Not every sh knows pipefail, and that of Debian and Ubuntu stops at it; name /bin/bash in SHELL.',
        fixes: shellFix(file, script),
      };
    }
  },
};

/** Images whose sh is one that knows pipefail: BusyBox's, or bash. */
const capableSh = /alpine|busybox|centos|fedora|ubi\d|rhel|rocky|alma|amazonlinux|oraclelinux|suse/i;

/** True where SHELL sets pipefail for a plain sh that may be dash, which ends with an error then. */
function shMayRefuse(file: Dockerfile, instruction: Instruction): boolean {
  const shell = file.shellAt(instruction);
  if (shell[0] === undefined || baseName(shell[0]) !== 'sh' || !setsPipefail(shell)) return false;
  const stage = file.stageOf(instruction);
  return (
    instruction.heredocs.length === 0 && !capableSh.test(stage ? (file.ancestry(stage).at(-1)?.base.raw ?? '') : '')
  );
}

/** The first pipe whose left side can fail without anybody noticing; pipefail counts where the shell is trusted to know it. */
function firstUnnoticed({ commands, pipes }: ShellScript, isTrusted: boolean): ShellPipe | undefined {
  const harmlessInput = new Set<number>();
  let shown: Pipeline = { start: 0, end: 0, shows: false };
  for (const pipe of pipes) {
    if (isHarmless(commands, pipe, harmlessInput)) {
      harmlessInput.add(pipe.right);
      continue;
    }
    if ((pipe.pipefail && isTrusted) || pipe.unheeded) continue;
    if (pipe.right < shown.start || pipe.right >= shown.end) shown = restOf(commands, pipe.right);
    if (!shown.shows) return pipe;
  }
  return undefined;
}

const cannotFail = new Set(['echo', 'printf', 'yes', 'true', ':']);
const filters = new Set(['tr', 'cut', 'sort', 'uniq', 'head', 'tail', 'sed', 'awk', 'rev', 'tac', 'base64']);

/** True when no command of the left side can fail by itself; filters of text do what comes into them does. */
function isHarmless(commands: readonly ShellCommand[], pipe: ShellPipe, harmlessInput: ReadonlySet<number>): boolean {
  const first = commands[pipe.left];
  if (!first || pipe.left >= pipe.right) return false;
  for (let i = pipe.left; i < pipe.right; i++) {
    const command = commands[i];
    // The status of a substitution among the words of a command is lost anyway.
    if (!command || (command.substituted && command.depth > first.depth)) continue;
    const isFilter = i === pipe.left && filters.has(command.name) && harmlessInput.has(i);
    if (!isFilter && !cannotFail.has(command.name) && !printsHeredoc(command)) return false;
  }
  return true;
}

function printsHeredoc({ name, args, redirects }: ShellCommand): boolean {
  return name === 'cat' && args.length === 0 && redirects.some(({ operator }) => operator.startsWith('<<'));
}

/** The commands `[start, end)` of a pipeline from some place on. */
interface Pipeline {
  readonly start: number;
  readonly end: number;
  /** True when a failure before it shows, or is meant to be ignored. */
  readonly shows: boolean;
}

function restOf(commands: readonly ShellCommand[], start: number): Pipeline {
  let last = commands[start];
  const depth = last?.depth ?? 0;
  let end = start + 1;
  for (let next = commands[end]; next && (next.depth > depth || next.joiner === '|'); next = commands[++end]) {
    if (next.depth === depth) last = next;
  }
  const after = commands[end];
  const ignored = after?.joiner === '||' && after.depth === depth && (after.name === 'true' || after.name === ':');
  return { start, end, shows: ignored || (last !== undefined && failsOnNothing(last)) };
}

/** True for the end of a pipe that fails when nothing comes out of it: `grep x`, `sha256sum -c`. */
function failsOnNothing({ name, args }: ShellCommand): boolean {
  if (name === 'grep' || name === 'egrep' || name === 'fgrep') return true;
  return /^(?:sha\d+|md5|b2|sha)sum$/.test(name) && args.some(({ text }) => /^-\w*c$|^--check/.test(text));
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
