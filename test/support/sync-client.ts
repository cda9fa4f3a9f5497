import { once } from 'node:events';
import http2 from 'node:http2';
import { type AddressInfo, createServer } from 'node:net';
import { framesOf } from '../../client/src/engine/frames';
import { type GrpcMethod, serveGrpc } from '../../client/src/engine/grpc';
import { bytesOf, encodeNumber, fieldsOf, numberOf, textOf } from '../../client/src/engine/protobuf';

export interface Packet {
  readonly type: number;
  readonly id: number;
  readonly data: Buffer;
  /** Path, mode, size and target of what is told; undefined for the one that ends that. */
  readonly entry:
    | { readonly path: string; readonly mode: number; readonly size: number; readonly target: string }
    | undefined;
}

export interface SyncCall {
  readonly packets: AsyncGenerator<Packet>;
  /** Asks for a file, or says that nothing is wanted any more. */
  ask(id: number): void;
  finish(): void;
  /** Status and message, when the call has ended. */
  readonly status: Promise<readonly [status: string, message: string]>;
}

/** An engine that has opened a session, and asks for files as BuildKit does. */
export async function startSyncClient(method: GrpcMethod) {
  const path = '/moby.filesync.v1.FileSync/DiffCopy';
  const server = createServer((connection) => serveGrpc(connection, new Map([[path, method]])));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const session = http2.connect(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  return {
    call: (headers: http2.OutgoingHttpHeaders) =>
      callOf(session.request({ ':method': 'POST', ':path': path, ...headers })),
    /** Cuts the connection off. */
    cut: () => session.destroy(),
    close: async () => {
      session.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

function callOf(stream: http2.ClientHttp2Stream): SyncCall {
  stream.on('error', () => {});
  const status = new Promise<readonly [string, string]>((resolve) => {
    stream.once('trailers', (trailers) =>
      resolve([String(trailers['grpc-status']), decodeURIComponent(String(trailers['grpc-message']))]),
    );
    stream.once('close', () => resolve(['closed', '']));
  });
  const send = (...fields: readonly Buffer[]) => {
    const message = Buffer.concat(fields);
    const head = Buffer.alloc(5);
    head.writeUInt32BE(message.length, 1);
    stream.write(Buffer.concat([head, message]));
  };
  return {
    packets: packetsOf(stream),
    ask: (id) => send(encodeNumber(1, 1), encodeNumber(3, id)),
    finish: () => send(encodeNumber(1, 3)),
    status,
  };
}

async function* packetsOf(stream: http2.ClientHttp2Stream): AsyncGenerator<Packet> {
  for await (const frame of framesOf(stream, { head: 5, lengthAt: 1, limit: 4 << 20 })) {
    const fields = fieldsOf(frame.subarray(5));
    const stat = fieldsOf(bytesOf(fields, 2));
    const entry = { path: textOf(stat, 1), mode: numberOf(stat, 2), size: numberOf(stat, 5), target: textOf(stat, 7) };
    yield {
      type: numberOf(fields, 1),
      id: numberOf(fields, 3),
      data: bytesOf(fields, 4),
      entry: stat.length > 0 ? entry : undefined,
    };
  }
}

/** Reads what is in a folder, asks for all of its files, and ends. */
export async function takeAll({ packets, ask, finish }: SyncCall) {
  const told: NonNullable<Packet['entry']>[] = [];
  const contents = new Map<string, string>();
  let isTold = false;
  let isFinished = false;
  let open = 0;
  for await (const { type, id, data, entry } of packets) {
    if (type === 0 && entry) {
      const isFile = entry.mode < 2 ** 24;
      if (isFile) {
        open++;
        ask(told.length);
      }
      told.push(entry);
    } else if (type === 0) {
      isTold = true;
    } else if (type === 2) {
      const path = told[id]?.path ?? '';
      contents.set(path, (contents.get(path) ?? '') + data.toString());
      open -= data.length === 0 ? 1 : 0;
    }
    if (isTold && open === 0 && !isFinished) {
      isFinished = true;
      finish();
    }
  }
  return { told, contents };
}
