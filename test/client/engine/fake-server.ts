import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createRawServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';

const cleanups: (() => void)[] = [];

afterEach(() => {
  for (const cleanup of cleanups.splice(0)) {
    cleanup();
  }
});

async function listen(server: Server): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'quayside-test-'));
  const path = join(folder, 'd.sock');
  await new Promise<void>((resolve) => server.listen(path, resolve));
  cleanups.push(() => {
    server.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return path;
}

/** An HTTP server on a socket for one test; returns the socket's path. Every answer carries the version header of an engine. */
export function serve(handle: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  const server = createServer((request, response) => {
    response.setHeader('Api-Version', '1.41');
    handle(request, response);
  });
  cleanups.push(() => server.closeAllConnections());
  return listen(server);
}

/** A server that writes these bytes to whoever connects, and closes when told so. */
export function serveBytes(bytes: string, close: boolean): Promise<string> {
  return listen(
    createRawServer((socket) => {
      socket.on('error', () => {});
      socket.once('data', () => {
        socket.write(bytes);
        if (close) {
          socket.end();
        }
      });
      cleanups.push(() => socket.destroy());
    }),
  );
}

export function json(response: ServerResponse, value: unknown, status = 200): void {
  response.writeHead(status, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify(value));
}
