import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import { join } from 'node:path';

/** A docker engine that takes build contexts and does nothing with them. */
export interface ContextSink {
  readonly socket: string;
  /** Calls `onData` with the pieces of the contexts that come. */
  onData: (data: Buffer) => void;
  close(): void;
}

/** Starts it on a socket in a folder. */
export async function startSink(folder: string): Promise<ContextSink> {
  const socket = join(folder, 'sink.sock');
  const server = createServer((request, response) => {
    response.setHeader('Api-Version', '1.41');
    response.setHeader('Ostype', 'linux');
    request.on('data', (data: Buffer) => {
      if (request.url?.includes('/build')) {
        sink.onData(data);
      }
    });
    request.on('end', () => response.end(request.url?.includes('/build') ? '{"stream":"taken"}\n' : 'OK'));
  });
  await new Promise<void>((resolve) => server.listen(socket, resolve));
  const sink: ContextSink = {
    socket,
    onData: () => {},
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
  return sink;
}

/** Lets the docker command line send a context to the sink; the classic builder's is one archive, as ours. */
export async function sendWithDocker(
  sink: Pick<ContextSink, 'socket'>,
  args: readonly string[],
  cwd: string,
): Promise<void> {
  const env = {
    PATH: process.env['PATH'] ?? '',
    HOME: cwd,
    DOCKER_HOST: `unix://${sink.socket}`,
    DOCKER_BUILDKIT: '0',
    DOCKER_CONFIG: '/nonexistent',
  };
  const child = spawn('docker', ['build', ...args], { cwd, env, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (data: Buffer) => {
    said += data;
  });
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) {
    throw new Error(`docker build ended with ${code}: ${said}`);
  }
}
