import http2 from 'node:http2';
import type { Duplex } from 'node:stream';
import { framesOf } from './frames';

/** Status codes of gRPC that are used here (grpc, doc/statuscodes.md). */
export const grpcStatus = { ok: 0, cancelled: 1, unknown: 2, invalid: 3, notFound: 5, unimplemented: 12 } as const;

export class GrpcError extends Error {
  constructor(
    readonly status: (typeof grpcStatus)[keyof typeof grpcStatus],
    message: string,
  ) {
    super(message);
  }
}

/** Resolves when there is room for more; rejects when the call has ended. */
export type Send = (message: Buffer) => Promise<void>;

/** The values that a call was given under a name in small letters, in their order. */
export type Metadata = (name: string) => readonly string[];

/** Answers the messages of one call. What it throws is told to the caller: a GrpcError with its status. */
export type GrpcMethod = (requests: AsyncIterable<Buffer>, send: Send, metadata: Metadata) => Promise<void>;

/** A flag for compression, which is not offered, and the length. */
const framing = { head: 5, lengthAt: 1, limit: 4 << 20 };

/** File sync is told each pattern of an ignore file by a header of its own; Node takes 128 headers if nothing is said. */
const limits = { maxHeaderListPairs: 1 << 14, settings: { maxHeaderListSize: 1 << 20 } };

/** A method with one request and one answer. */
export function unary(answer: (request: Buffer) => Promise<Buffer> | Buffer): GrpcMethod {
  return async (requests, send) => {
    let first: Buffer | undefined;
    for await (const request of requests) {
      first ??= request;
    }
    await send(await answer(first ?? Buffer.alloc(0)));
  };
}

/**
 * Serves methods (`/package.Service/Method`) over a connection that the other side has just opened as a client of gRPC (grpc,
 * doc/PROTOCOL-HTTP2.md). It ends with the connection; nothing of it throws.
 */
export function serveGrpc(connection: Duplex, methods: ReadonlyMap<string, GrpcMethod>): void {
  const session = http2.performServerHandshake(connection, limits);
  // The close that follows says all that there is to say.
  session.on('error', () => {});
  const answer = (
    stream: http2.ServerHttp2Stream,
    { ':path': path = '' }: http2.IncomingHttpHeaders,
    _flags: number,
    raw: readonly string[],
  ) => {
    stream.on('error', () => {});
    void serve(stream, methods.get(path), metadataOf(raw));
  };
  session.on('stream', answer);
}

/** Node hands on headers name after value, each character a byte. */
function metadataOf(raw: readonly string[]): Metadata {
  return (name) =>
    raw
      .filter((_value, index) => index % 2 === 1 && raw[index - 1] === name)
      .map((value) => Buffer.from(value, 'latin1').toString('utf8'));
}

async function serve(
  stream: http2.ServerHttp2Stream,
  method: GrpcMethod | undefined,
  metadata: Metadata,
): Promise<void> {
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
    await method(payloads(stream), senderOf(stream), metadata);
  } catch (error) {
    status = error instanceof GrpcError ? error.status : grpcStatus.unknown;
    message = error instanceof Error ? error.message : String(error);
  }
  if (!stream.destroyed) {
    stream.end();
    stream.resume();
  }
}

function senderOf(stream: http2.ServerHttp2Stream): Send {
  let room: Promise<void> | undefined;
  return async (payload) => {
    if (stream.destroyed || stream.closed || stream.writableEnded) {
      throw new GrpcError(grpcStatus.cancelled, 'The call has ended.');
    }
    const head = Buffer.alloc(framing.head);
    head.writeUInt32BE(payload.length, framing.lengthAt);
    // Many small messages go together.
    stream.cork();
    stream.write(head);
    const hasRoom = stream.write(payload);
    process.nextTick(() => stream.uncork());
    if (!hasRoom) {
      room ??= untilRoom(stream).finally(() => {
        room = undefined;
      });
      await room;
    }
  };
}

function untilRoom(stream: http2.ServerHttp2Stream): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      stream.off('drain', done);
      stream.off('close', done);
      resolve();
    };
    stream.on('drain', done);
    stream.on('close', done);
  });
}

async function* payloads(stream: http2.ServerHttp2Stream): AsyncGenerator<Buffer> {
  // Who has heard enough may still answer.
  for await (const frame of framesOf(stream.iterator({ destroyOnReturn: false }), framing)) {
    yield frame.subarray(framing.head);
  }
}
