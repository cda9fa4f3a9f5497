import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { main } from '../../../server/src/cli/main';

export interface Run {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

/** A folder with these files for one test, and the command line run in it. */
export function workspace(files: Readonly<Record<string, string | Buffer>>) {
  const folder = mkdtempSync(join(tmpdir(), 'cli-'));
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
  return {
    folder,
    read: (name: string) => readFileSync(join(folder, name), 'utf8'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
    /** Runs `quayside` with these words; `input` is standard input. */
    async run(args: readonly string[], { input = '', color = false } = {}): Promise<Run> {
      const out: string[] = [];
      const err: string[] = [];
      const terminal = {
        color,
        folder,
        out: (text: string) => void out.push(text),
        err: (line: string) => void err.push(line),
        stdin: async () => input,
      };
      const status = await main(args, terminal);
      return { status, out: out.join(''), err: err.join('\n') };
    },
  };
}
