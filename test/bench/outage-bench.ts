import { setTimeout as delay } from 'node:timers/promises';
import { isSilent, type State } from '../../client/src/store/state';
import type { PrivateEngine } from '../../scripts/host/engine.mjs';
import { Followed, isConnected, now } from './private-engines';
import { progress } from './progress';
import { ms, type Row } from './stats';

const limit = 1_000;
const rounds = 3;

/** How long the model takes to tell that an engine does not work, and to be right again after its return; the worst of some rounds. */
export async function outages(engine: PrivateEngine): Promise<Row[]> {
  const followed = new Followed(engine.socket);
  const release = followed.live.hold();
  await followed.until(isConnected);
  const times: Record<string, number[]> = {};
  const note = (what: string, milliseconds: number) => {
    times[what] = [...(times[what] ?? []), milliseconds];
  };
  for (let round = 0; round < rounds; round++) {
    progress(`outages, ${round + 1} of ${rounds}`);
    await hang(engine, followed, 0, note);
    await hangInAbsence(engine, followed, note);
    await hang(engine, followed, 7_000, note);
    await restart(engine, followed, 'killed', () => engine.kill(), note);
    await restart(engine, followed, 'stopped', () => engine.stop(), note);
  }
  release();
  return Object.entries(times).map(([what, all]) => ({
    what,
    ours: ms(Math.max(...all)),
    wanted: { holds: Math.max(...all) < limit, text: 'within 1 s' },
  }));
}

type Note = (what: string, milliseconds: number) => void;

const isDown = ({ connection }: State) => connection.status === 'down';

/** A hang of `length` milliseconds beyond its being noticed; a long one ends the connection. */
async function hang(engine: PrivateEngine, followed: Followed, length: number, note: Note): Promise<void> {
  const kind = length === 0 ? 'hung for a moment' : 'hung for long';
  // At any point between two signs of life.
  await delay(Math.random() * 500);
  const start = now();
  engine.freeze();
  note(`${kind}: told after`, (await followed.until((state) => isSilent(state) || isDown(state))) - start);
  await delay(length);
  engine.thaw();
  const back = now();
  note(`${kind}: right again after`, (await followed.until(isConnected)) - back);
}

/** A hang that began while nobody was there. */
async function hangInAbsence(engine: PrivateEngine, followed: Followed, note: Note): Promise<void> {
  followed.live.attend(false);
  // A question that is under way is answered before.
  await delay(500);
  engine.freeze();
  const start = now();
  followed.live.attend(true);
  const told = await followed.until((state) => isSilent(state) || isDown(state));
  note('hung in absence: told after return', told - start);
  engine.thaw();
  await followed.until(isConnected);
}

async function restart(
  engine: PrivateEngine,
  followed: Followed,
  kind: string,
  end: () => Promise<void>,
  note: Note,
): Promise<void> {
  const start = now();
  const told = followed.until(isDown);
  const ended = end();
  note(`${kind}: told after`, (await told) - start);
  await ended;
  // Long enough for the pauses between attempts to be at their longest.
  await delay(3_000);
  const starting = engine.start();
  while (!(await engine.ping().catch(() => false))) {
    await delay(5);
  }
  const back = now();
  note(`${kind}: right again after`, Math.max(0, (await followed.until(isConnected)) - back));
  await starting;
}
