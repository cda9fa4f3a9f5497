import { EngineError } from '../engine/errors';
import type { TerminalScreen, TerminalSession } from '../ui';
import { type BuildRequest, type BuildServices, runBuild } from './run-build';

/** Runs a build whose output goes to a terminal. Ctrl+C and closing the terminal cancel it. `done` is told the summary, or the failure. */
export function buildOnScreen(
  services: BuildServices,
  request: BuildRequest,
  screen: TerminalScreen,
  done: (outcome: { readonly summary: string } | { readonly failure: EngineError }) => void,
): TerminalSession {
  const cancel = new AbortController();
  const show = (line: string) => screen.show(`${line}\r\n`);
  runBuild(services, request, show, cancel.signal).then(
    (summary) => {
      screen.end(`\x1b[0m\x1b[32m${summary}\x1b[0m\x1b[2m`, 0);
      done({ summary });
    },
    (error) => {
      const failure = error instanceof EngineError ? error : new EngineError('failed', String(error), { cause: error });
      const { nextStep } = failure.details;
      screen.end(`\x1b[0m\x1b[31m${failure.message}${nextStep ? ` ${nextStep}` : ''}\x1b[0m\x1b[2m`, 1);
      done({ failure });
    },
  );
  return {
    write: (data) => {
      if (data.includes('\x03')) {
        cancel.abort();
      }
    },
    resize: () => {},
    close: () => cancel.abort(),
  };
}
