import { connect } from 'node:net';
import { framesOf } from './frames';

/** The length of a message, before it; OpenSSH takes no longer ones (authfd.c). */
const framing = { head: 4, lengthAt: 0, limit: 256 << 10 };

/** What an agent is asked for by those who log in: which keys there are, and to sign with one (draft-ietf-sshm-ssh-agent). */
const requestIdentities = 11;
const signRequest = 13;
/** SSH_AGENT_FAILURE, with its length. */
const refusal = Buffer.from([0, 0, 0, 1, 5]);

/**
 * Passes what is asked of an SSH agent on to the one behind a socket, and hands its answers to `send`. Who is passed on can use the keys,
 * but neither add, remove nor lock them: such requests are refused. Resolves when either side has ended.
 */
export async function passToAgent(
  socket: string,
  asked: AsyncIterable<Uint8Array>,
  send: (answer: Buffer) => Promise<void>,
): Promise<void> {
  const agent = connect(socket);
  // Reading from it tells the same.
  agent.on('error', () => {});
  const answers = framesOf(agent, framing);
  try {
    for await (const request of framesOf(asked, framing)) {
      const kind = request[framing.head];
      if (kind !== requestIdentities && kind !== signRequest) {
        await send(refusal);
        continue;
      }
      agent.write(request);
      const answer = await answers.next();
      if (answer.done) {
        return;
      }
      await send(answer.value);
    }
  } finally {
    agent.destroy();
  }
}
