import http2 from 'node:http2';
import type { Duplex } from 'node:stream';
import { framesOf } from './frames';

/** Status codes of gRPC that are used here (grpc, doc/statuscodes.md). */
export const grpcStatus = { ok: 0, unknown: 2, notFound: 5, unimplemented: 12 } as const;

export class GrpcError extends Error {
  constructor(
    readonly status: (typeof grpcStatus)[keyof typeof grpcStatus],
    message: string,
  ) {
    super(message);
  }
}

/** Answers the messages of one call. What it throws is told to the caller: a GrpcError with its status. */
export type GrpcMethod = (requests: AsyncIterable<Buffer>, send: (message: Buffer) => void) => Promise<void>;

/** A flag for compression, which is not offered, and the length. */
const framing = { head: 5, lengthAt: 1, limit: 4 << 20 };

/** A method with one request and one answer. */
export function unary(answer: (request: Buffer) => Promise<Buffer> | Buffer): GrpcMethod {
  return async (requests, send) => {
    let first: Buffer | undefined;
    for await (const request of requests) {
      first ??= request;
    }
    send(await answer(first ?? Buffer.alloc(0)));
  };
}

/**
 * Serves methods (`/package.Service/Method`) over a connection that the other side has just opened as a client of gRPC (grpc,
 * doc/PROTOCOL-HTTP2.md). It ends with the connection; nothing of it throws.
 */
export function serveGrpc(connection: Duplex, methods: ReadonlyMap<string, GrpcMethod>): void {
  const session = http2.performServerHandshake(connection);
  // The close that follows says all that there is to say.
  session.on('error', () => {});
  session.on('stream', (stream, headers) => {
    stream.on('error', () => {});
    void serve(stream, methods.get(headers[':path'] ?? ''));
  });
}

async function serve(stream: http2.ServerHttp2Stream, method: GrpcMethod | undefined): Promise<void> {
  let status: number = grpcStatus.ok;
  let message = '';
  stream.once('wantTrailers', () =>
    stream.sendTrailers({ 'grpc-status': String(status), 'grpc-message': encodeURIComponent(message) }),
  );
  stream.respond({ ':status': 200, 'content-type': 'application/grpc' }, { waitForTrailers: true });
  try {
    if (!method) {
      throw new GrpcError(grpcStatus.unimplemented, 'There is no such method.');
    }
    await method(payloads(stream), (payload) => {
      const head = Buffer.alloc(framing.head);
      head.writeUInt32BE(payload.length, framing.lengthAt);
      stream.write(Buffer.concat([head, payload]));
    });
  } catch (error) {
    status = error instanceof GrpcError ? error.status : grpcStatus.unknown;
    message = error instanceof Error ? error.message : String(error);
  }
  if (!stream.destroyed) {
    stream.end();
  }
}

async function* payloads(stream: http2.ServerHttp2Stream): AsyncGenerator<Buffer> {
  for await (const frame of framesOf(stream, framing)) {
    yield frame.subarray(framing.head);
  }
}
