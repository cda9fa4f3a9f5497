import { createServer } from 'node:net';

const lastPort = 65_535;

/** The first port from `from` on that is not in `taken` and that nothing on this machine listens on. */
export async function freePort(from: number, taken: ReadonlySet<number>): Promise<number> {
  for (let port = from; port <= lastPort; port++) {
    if (!taken.has(port) && (await isFree(port))) {
      return port;
    }
  }
  return from;
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: '0.0.0.0', exclusive: true }, () => server.close(() => resolve(true)));
  });
}
