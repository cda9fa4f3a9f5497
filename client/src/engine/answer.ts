import type { IncomingMessage } from 'node:http';
import type DockerModem from 'docker-modem';
import { EngineError, errorOfAnswer } from './errors';
import { record, text } from './raw';

/**
 * What a call gets of an answer: its body as it comes for streams, parsed JSON or text otherwise. Rejects for statuses of failure, and when
 * the body is cut off or not what it says it is.
 */
export async function receive(
  what: string,
  request: DockerModem.DialOptions,
  answer: IncomingMessage,
  signal: AbortSignal,
): Promise<unknown> {
  const status = answer.statusCode ?? 0;
  const succeeded = status < 300 || status === 304;
  if (succeeded && request.isStream) {
    return answer;
  }
  const body = await readBody(answer, signal);
  if (!succeeded) {
    throw failure(what, answer, body);
  }
  return parseAnswer(what, answer, body);
}

function parseAnswer(what: string, answer: IncomingMessage, body: string): unknown {
  if (!/json/.test(answer.headers['content-type'] ?? '')) {
    // "OK" of a ping, and the empty body of an action.
    return body;
  }
  try {
    return JSON.parse(body);
  } catch (cause) {
    throw new EngineError('failed', `Could not ${what}: the engine's answer is not valid JSON.`, { cause });
  }
}

/** The error that an answer with a status of failure stands for. */
export function failure(what: string, answer: IncomingMessage, body: string): EngineError {
  return errorOfAnswer(what, answer.statusCode ?? 0, messageOf(body));
}

/** Errors are `{"message"}`; Podman adds "cause", and answers from before the router are plain text. */
function messageOf(body: string): string {
  try {
    return text(record(JSON.parse(body))['message']) || body;
  } catch {
    return body.slice(0, 500);
  }
}

/** The whole body as text. Rejects when the connection ends before the body does. */
export function readBody(answer: IncomingMessage, signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const stop = () => answer.destroy();
    signal.addEventListener('abort', stop, { once: true });
    answer.on('data', (chunk: Buffer) => chunks.push(chunk));
    // The close that follows tells all that there is to tell.
    answer.once('error', () => {});
    answer.once('close', () => {
      signal.removeEventListener('abort', stop);
      if (answer.complete) {
        resolve(Buffer.concat(chunks).toString('utf8'));
      } else {
        reject(
          Object.assign(new Error('the connection closed before the answer was complete'), { code: 'ECONNRESET' }),
        );
      }
    });
  });
}
