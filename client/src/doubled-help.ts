import type { Ui } from './ui';

/** Extensions that also complete, explain and check Dockerfiles, by their ids. */
const others: ReadonlyMap<string, string> = new Map([
  ['ms-azuretools.vscode-containers', 'Container Tools'],
  ['docker.docker', 'Docker DX'],
]);

/** What the editor offers for this; `told` lasts over windows and sessions. */
export interface DoubledHelpHost {
  readonly ui: Pick<Ui, 'tell'>;
  isInstalled(id: string): boolean;
  told(): readonly string[];
  setTold(ids: readonly string[]): Promise<void>;
  /** Shows the settings of the extensions with these ids. */
  openSettings(ids: readonly string[]): Promise<void>;
  turnChecksOff(): Promise<void>;
}

/** Tells once about each other extension that helps with Dockerfiles too, and offers ways to see everything once only. */
export async function tellOfDoubledHelp(host: DoubledHelpHost): Promise<void> {
  const told = host.told();
  const found = [...others].filter(([id]) => host.isInstalled(id) && !told.includes(id));
  if (found.length === 0) return;
  const ids = found.map(([id]) => id);
  // Noted before the answer: a message that is left alone must not come back.
  await host.setTold([...told, ...ids]);
  const names = found.map(([, name]) => name).join(' and ');
  const [help, settings] = found.length === 1 ? ['helps', 'Open Its Settings'] : ['help', 'Open Their Settings'];
  const checks = 'Turn Off Checks of Quayside';
  const answer = await host.ui.tell(
    `${names} also ${help} with Dockerfiles, so you may see some hovers, suggestions and problems twice.`,
    settings,
    checks,
    'Keep Both',
  );
  if (answer === settings) await host.openSettings(ids);
  else if (answer === checks) await host.turnChecksOff();
}
