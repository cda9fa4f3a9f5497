import { setTimeout as delay } from 'node:timers/promises';
import type { Engine } from '../engine/engine';
import { EngineError } from '../engine/errors';
import type { TerminalScreen, Ui } from '../ui';
import { terminalSession } from './session';

/** A process that is started in a container for a terminal. */
export interface ExecRequest {
  readonly container: { readonly id: string; readonly name: string };
  readonly command: readonly string[];
  /** A shell that starts the command, and can end it later; undefined when the image has none. */
  readonly shell: string | undefined;
  readonly user?: string;
  readonly folder?: string;
}

/** Programs that understand `-c` as a POSIX shell does, wherever images keep them; `/busybox` is that of distroless debug images. */
const posixShells = ['sh', '/bin/bash', '/busybox/sh'];
/** What people like best first. The fish shell does not take POSIX scripts, so it is not among them. */
const preferred = ['bash', 'zsh', 'ash', 'sh'];

/** Prints the path of the best shell. */
const probe = `for s in ${preferred.join(' ')}; do command -v "$s" && exit; done`;

/**
 * Says its process id, which `exec` hands on to the command: only so can the process be ended when its terminal is closed. It says it in
 * an operating system command, since what was typed early is echoed before it and must not be mistaken for it; by `echo`, which every
 * shell has. Characters beyond ASCII need a locale, which images rarely set.
 */
const introduction = 'echo "\x1b]quayside;$$\x07"; export LANG="${LANG:-C.UTF-8}"; exec "$@"';
// biome-ignore lint/suspicious/noControlCharactersInRegex: they make the command.
const introduced = /\x1b\]quayside;(\d+)\x07\r?\n/;
/** Characters of output after which no introduction is waited for any more. */
const longestWait = 4_096;

/** Vim, readline and Emacs have better uses for Ctrl+P, which the engine would otherwise wait at; these three are nobody's. */
const unusedKeys = 'ctrl-^,ctrl-_,ctrl-^';

/** Milliseconds that a process gets to end after each signal. */
const grace = 1_000;
/** Milliseconds that the sending of a signal may take. */
const patience = 10_000;
const look = 50;

/** The best shell of a running container, as a path or name; undefined when it has none. Rejects when the engine can't tell. */
export async function findShell(engine: Engine, container: string, signal?: AbortSignal): Promise<string | undefined> {
  for (const shell of posixShells) {
    const { exitCode, output } = await tryRun(engine, container, [shell, '-c', probe], signal);
    if (exitCode === 0) {
      return output.trim().split('\n')[0] || shell;
    }
  }
  return undefined;
}

/** Engines differ in how they tell that a program is missing: by exit code 126 or 127, or by an error at the start. */
async function tryRun(engine: Engine, container: string, command: readonly string[], signal: AbortSignal | undefined) {
  try {
    return await engine.exec.run(container, { command }, signal);
  } catch (error) {
    if (error instanceof EngineError && /no such file|not found in|executable file/i.test(error.message)) {
      return { exitCode: 127, output: '' };
    }
    throw error;
  }
}

/** Opens a terminal on a new process in a running container. Closing the terminal ends the process. */
export function openExecTerminal(ui: Ui, engine: Engine, request: ExecRequest, release: () => void): void {
  const { container, shell, command } = request;
  ui.openTerminal(container.name, async (screen, size) => {
    try {
      const id = await engine.exec.create(container.id, {
        command: shell === undefined ? command : [shell, '-c', introduction, 'quayside', ...command],
        environment: ['TERM=xterm-256color'],
        detachKeys: unusedKeys,
        tty: true,
        ...(request.user ? { user: request.user } : {}),
        ...(request.folder ? { folder: request.folder } : {}),
      });
      const stream = await engine.exec.start(id, true);
      let pid: number | undefined;
      const shown = shell === undefined ? screen : introducedScreen(screen, (process) => (pid = process));
      return terminalSession(shown, size, {
        stream,
        tty: true,
        farewell: () => farewell(engine, request, id).finally(release),
        resize: (columns, rows) => engine.exec.resize(id, { columns, rows }),
        hangUp: async () => {
          // Keys that end most programs: they reach what has no known process id, and what ignores hang-ups.
          stream.write('\x03\x04');
          await end(engine, request, id, () => pid).finally(release);
        },
      });
    } catch (error) {
      release();
      throw error;
    }
  });
}

async function farewell(engine: Engine, { container, command }: ExecRequest, id: string): Promise<string | undefined> {
  const now = await engine.containers.look(container.id);
  if (!now || !['running', 'paused'].includes(now.state)) {
    return `${container.name} ${now ? 'has stopped' : 'was removed'}.`;
  }
  const { exitCode, running } = await engine.exec.look(id);
  if (running) {
    return 'Detached: the process goes on.';
  }
  if (exitCode === 126 || exitCode === 127) {
    return `${command[0]} could not be started (exit code ${exitCode}).`;
  }
  return exitCode === 0 ? undefined : `${command[0]} ended with exit code ${exitCode ?? 'unknown'}.`;
}

/** Ends the process and what it started: as a terminal does that is closed, then by force, then as root, who may end anything. */
async function end(engine: Engine, request: ExecRequest, id: string, pid: () => number | undefined): Promise<void> {
  const { container, shell, user } = request;
  const own = user ? { user } : {};
  for (const step of [
    { signal: 'HUP', ...own },
    { signal: 'KILL', ...own },
    { signal: 'KILL', user: '0' },
  ]) {
    const process = pid();
    if (shell !== undefined && process !== undefined) {
      const { signal: name, ...as } = step;
      const script = `kill -s ${name} -- -${process} || kill -s ${name} ${process}`;
      // What one step can't do, or does not come back from, the next one may.
      const signal = AbortSignal.timeout(patience);
      await engine.exec.run(container.id, { command: [shell, '-c', script], ...as }, signal).catch(() => {});
    }
    if (await ended(engine, id)) {
      return;
    }
  }
}

async function ended(engine: Engine, id: string): Promise<boolean> {
  for (let waited = 0; waited < grace; waited += look) {
    if (!(await engine.exec.look(id)).running) {
      return true;
    }
    await delay(look);
  }
  return false;
}

/** Takes the introduction out of what is shown, and hands its process id to `meet`. */
function introducedScreen(screen: TerminalScreen, meet: (process: number) => void): TerminalScreen {
  let held: string | undefined = '';
  const flush = (shown: string) => {
    held = undefined;
    screen.show(shown);
  };
  return {
    show: (text) => {
      if (held === undefined) {
        screen.show(text);
        return;
      }
      held += text;
      const found = introduced.exec(held);
      if (found) {
        meet(Number(found[1]));
        flush(held.replace(introduced, ''));
      } else if (held.length > longestWait) {
        flush(held);
      }
    },
    end: (message, exitCode) => {
      if (held) {
        flush(held);
      }
      screen.end(message, exitCode);
    },
  };
}
