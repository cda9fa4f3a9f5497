import type { Dockerfile, Stage } from '../model/dockerfile';
import { mountField, mountsOf } from '../model/mounts';
import type { ShellCommand, ShellWord } from '../shell/script';
import { appendToWord } from './command-edits';
import { hadolintUrl } from './hadolint-url';
import { quote } from './installs';
import type { Finding, Rule } from './rule';

/** Flags of `go run`, `go install` and `go get` that take the next word (`go help build`). */
const takesNext =
  /^--?(?:C|p|covermode|coverpkg|asmflags|buildmode|compiler|gccgoflags|gcflags|installsuffix|ldflags|mod|modfile|o|overlay|pgo|pkgdir|tags|toolexec|exec)$/;

export const dl3062: Rule = {
  code: 'DL3062',
  aliases: [],
  source: 'hadolint',
  severity: 'warning',
  summary: 'Pin versions in go install, go get and go run',
  why:
    'Without a version, or with `@latest`, Go takes the newest release on the day of the build, so the same Dockerfile makes different images. ' +
    'Write `go install example.com/tool@v1.2.3`. Packages of the project itself (`.`, `./cmd/x`, `main.go`) need none, nor does what its go.mod lists.',
  url: hadolintUrl('DL3062'),
  bad: [
    'FROM golang:1.25\nRUN go install ⟦golang.org/x/tools/cmd/goimports@latest⟧\n',
    'FROM golang:1.25\nRUN go run ⟦example.com/tool⟧ --flag value\n',
  ],
  good: [
    'FROM golang:1.25\nRUN go install golang.org/x/tools/cmd/goimports@v0.36.0\n',
    'FROM golang:1.25\nRUN go install ./... && go run main.go example.com/x\n',
    'FROM golang:1.25\nRUN go get -d -v ./...\n',
    'FROM golang:1.25\nCOPY go.mod go.sum ./\nRUN go install golang.org/x/tools/cmd/goimports\n',
    'FROM golang:1.25\nRUN CGO_ENABLED=0 go install -ldflags "-s -w" -o /bin/x std cmd/vet\n',
  ],
  subject: { commands: ['go'] },
  fixable: true,
  *check(file) {
    const commands = file.commands('go');
    if (commands.length === 0) return;
    const hasProject = projects(file);
    for (const command of commands) {
      const inModule = hasProject(command);
      for (const word of targetsOf(command)) if (isOpen(word.text, inModule)) yield finding(file, word);
    }
  },
};

/** The packages that a `go` command fetches. */
function targetsOf({ args }: ShellCommand): readonly ShellWord[] {
  const verb = args.find(({ text }) => !text.startsWith('-'));
  if (verb?.text !== 'run' && verb?.text !== 'install' && verb?.text !== 'get') return [];
  const targets: ShellWord[] = [];
  for (let i = args.indexOf(verb) + 1; i < args.length; i++) {
    const word = args[i];
    if (!word) break;
    if (word.text.startsWith('-')) {
      if (takesNext.test(word.text)) i++;
    } else {
      targets.push(word);
      if (verb.text === 'run') break;
    }
  }
  return targets;
}

/**
 * A test whether the project's files are at hand: its go.mod then decides what `go run` and `go install` take. `go get`
 * changes it.
 */
function projects(file: Dockerfile): (command: ShellCommand) => boolean {
  const firstCopy = new Map<Stage | undefined, number>();
  for (const instruction of [...file.byKeyword('COPY'), ...file.byKeyword('ADD')]) {
    if (instruction.flags.some(({ name }) => name === 'from')) continue;
    const stage = file.stageOf(instruction);
    firstCopy.set(stage, Math.min(instruction.index, firstCopy.get(stage) ?? instruction.index));
  }
  return ({ instruction, args }) => {
    if (args.some(({ text }) => text === 'get')) return false;
    if (mountsOf(instruction).some((mount) => (mountField(mount, 'type')?.value ?? 'bind') === 'bind')) return true;
    const stage = file.stageOf(instruction);
    if (!stage) return false;
    return file.ancestry(stage).some((ancestor) => (firstCopy.get(ancestor) ?? instruction.index) < instruction.index);
  };
}

function isOpen(target: string, inModule: boolean): boolean {
  const [path = '', version] = target.split('@');
  if (version !== undefined) return version === 'latest' || version === 'none';
  return !inModule && !/^[./$`]|\.go$|^(?:cmd|std|all|tool|main)$|^cmd\//.test(path);
}

function finding(file: Dockerfile, word: ShellWord): Finding {
  const { start, end, text } = word;
  const at = text.indexOf('@');
  const pin = '@VERSION';
  const length = at < 0 ? 0 : text.length - at;
  const insert = appendToWord(file, word, pin);
  return {
    start,
    end,
    message:
      at < 0
        ? `${quote(text)} has no version, so another build can take another one.`
        : `${quote(text)} is another version with every release; name one.`,
    fixes: [
      {
        title: `Pin to a version: ${at < 0 ? text : text.slice(0, at)}${pin}`,
        changes: [{ ...insert, start: insert.start - length }],
        safe: false,
        needsInput: true,
      },
    ],
  };
}
