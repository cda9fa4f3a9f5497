import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { useWorkbench } from '../editor/workbench';
import { inParallel, listen, now, startAndStop } from './private-engines';
import { progress } from './progress';
import { median, ms, percentile, printRows, type Row } from './stats';

const crowd = 1_000;
const rounds = 50;

/** Runs in the page: resolves with the time at which the row's text is drawn, in milliseconds since the epoch. */
const drawn = `(name, pattern) => new Promise((resolve) => {
  const look = () => {
    const rows = [...document.querySelectorAll('.pane .monaco-list-row')];
    if (!rows.some(({ textContent: text }) => text.includes(name) && new RegExp(pattern).test(text))) return;
    observer.disconnect();
    requestAnimationFrame(() => resolve(performance.timeOrigin + performance.now()));
  };
  const observer = new MutationObserver(look);
  observer.observe(document.body, { subtree: true, childList: true, characterData: true });
  look();
})`;

const workbench = useWorkbench({ images: [{ tags: ['web:1.0'] }] });

function shown(name: string, pattern: string): Promise<number> {
  return workbench.page.evaluate<number>(`(${drawn})(${JSON.stringify(name)}, ${JSON.stringify(pattern)})`);
}

/** From the time of an event, as the engine says, to its row on the screen. */
async function changeRows(name: string, condition: string, limit: number, count = rounds): Promise<Row[]> {
  progress(`changes on screen, ${condition}`);
  const { engine } = workbench;
  const id = (await engine.call('GET', `/containers/${name}/json`)).Id;
  let happened: (time: number) => void = () => {};
  const stop = await listen(engine, (_action, changed, time) => changed === id && happened(time));
  const times: number[] = [];
  for (let round = 0; round < count; round++) {
    const [action, pattern] = round % 2 === 0 ? ['start', 'Up'] : ['kill', 'Exited'];
    const event = new Promise<number>((resolve) => {
      happened = resolve;
    });
    const change = shown(name, pattern);
    await engine.call('POST', `/containers/${name}/${action}`);
    times.push((await change) - (await event));
    // Changes from outside do not come in step with what is drawn.
    await delay(300 + Math.random() * 200);
  }
  stop();
  return [0.5, 0.95].map((share) => ({
    what: `outside start/stop to screen, ${condition}: ${share === 0.5 ? 'median' : 'p95'}`,
    ours: ms(share === 0.5 ? median(times) : percentile(times, share)),
    wanted: { holds: percentile(times, share) < limit, text: `under ${limit} ms` },
  }));
}

test('changes on screen', async () => {
  const { engine } = workbench;
  await engine.run('probe', 'web:1.0', { start: false });
  const opened = now();
  const first = shown('probe', 'Created');
  await workbench.openSideBar();
  const rows: Row[] = [{ what: 'click on the side bar to first rows', ours: ms((await first) - opened) }];
  rows.push(...(await changeRows('probe', 'idle', 100)));

  const others = await Promise.all(
    Array.from({ length: 20 }, (_, index) => engine.run(`other${index}`, 'web:1.0', { start: false })),
  );
  const busy = new AbortController();
  const noise = others.map((id) => startAndStop(engine, id, busy.signal));
  // VS Code itself draws a tree every 200 ms at the most.
  rows.push(...(await changeRows('probe', '20 others start and stop', 300)));
  busy.abort();
  await Promise.all(noise);

  progress(`${crowd} containers are made`);
  await inParallel(crowd, (index) => engine.run(`crowd${index}`, 'web:1.0', { start: false }));
  // The newest is the first of those that do not run: its row stays within sight.
  await engine.run('latest', 'web:1.0', { start: false });
  rows.push(...(await changeRows('latest', `idle, ${crowd} containers`, 100)));
  expect(printRows('On the screen of a real VS Code', rows)).toEqual([]);
});
