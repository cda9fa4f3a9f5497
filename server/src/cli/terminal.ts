/** Where a command reads and writes: the process, or a test. */
export interface Terminal {
  /** True when standard output may carry colours. */
  readonly color: boolean;
  /** Absolute path that relative ones are resolved against. */
  readonly folder: string;
  out(text: string): void;
  /** One line, without its line break. */
  err(line: string): void;
  stdin(): Promise<string>;
}

/** The terminal of this process. `NO_COLOR` and `FORCE_COLOR` decide about colours as is usual. */
export function processTerminal(): Terminal {
  // A reader that stops early, such as `head`, is no error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit();
    throw error;
  });
  const { NO_COLOR, FORCE_COLOR } = process.env;
  return {
    color: NO_COLOR ? false : FORCE_COLOR ? FORCE_COLOR !== '0' : process.stdout.isTTY === true,
    folder: process.cwd(),
    out: (text) => void process.stdout.write(text),
    err: (line) => void process.stderr.write(`${line}\n`),
    async stdin() {
      const chunks: Buffer[] = [];
      for await (const chunk of process.stdin) chunks.push(chunk);
      return Buffer.concat(chunks).toString('utf8');
    },
  };
}
