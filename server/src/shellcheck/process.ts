import { type ChildProcess, spawn } from 'node:child_process';

export type Outcome =
  | { readonly kind: 'done'; readonly output: string }
  | { readonly kind: 'missing' }
  | { readonly kind: 'failed'; readonly reason: string };

/** More than this from one script is no report. */
const maxOutput = 16 * 1024 * 1024;

/**
 * Runs a program on `input` and gives what it wrote to standard output. Never rejects; after `deadline` milliseconds the
 * program is killed. `started` gets the process, so that it can be killed from outside.
 */
export function runProgram(
  program: string,
  args: readonly string[],
  input: string,
  deadline: number,
  started: (child: ChildProcess) => void,
): Promise<Outcome> {
  return new Promise((resolve) => {
    const { SHELLCHECK_OPTS: _, ...env } = process.env;
    const child = spawn(program, args, { env, stdio: ['pipe', 'pipe', 'ignore'], windowsHide: true });
    started(child);
    const chunks: Buffer[] = [];
    let size = 0;
    const finish = (outcome: Outcome) => {
      clearTimeout(timer);
      child.kill('SIGKILL');
      child.stdout.destroy();
      resolve(outcome);
    };
    const timer = setTimeout(() => finish({ kind: 'failed', reason: `no answer in ${deadline / 1000} s` }), deadline);
    child.stdout.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      size += chunk.length;
      if (size > maxOutput) finish({ kind: 'failed', reason: 'too much output' });
    });
    child.on('error', (error: NodeJS.ErrnoException) => {
      const missing = error.code === 'ENOENT';
      finish(missing ? { kind: 'missing' } : { kind: 'failed', reason: `it cannot be started (${error.code})` });
    });
    child.on('close', (code, signal) => {
      const ended = code === 0 || code === 1;
      const reason = signal ? `it was ended by ${signal}` : `exit status ${code}`;
      finish(ended ? { kind: 'done', output: Buffer.concat(chunks).toString('utf8') } : { kind: 'failed', reason });
    });
    // A program that ends without reading its input is told by its exit.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}
