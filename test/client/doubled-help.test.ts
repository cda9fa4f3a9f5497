import { expect, test } from 'vitest';
import { tellOfDoubledHelp } from '../../client/src/doubled-help';

const containerTools = 'ms-azuretools.vscode-containers';
const dockerDx = 'docker.docker';

/** An editor with these extensions, whose user presses the button with this label, or closes the message. */
function editor(installed: readonly string[], press?: string) {
  let told: readonly string[] = [];
  const messages: string[] = [];
  const done: string[] = [];
  return {
    messages,
    done,
    installed: [...installed],
    ui: {
      tell: async (message: string, ...actions: readonly string[]) => {
        messages.push(message);
        return actions.find((action) => action === press);
      },
    },
    isInstalled(id: string) {
      return this.installed.includes(id);
    },
    told: () => told,
    setTold: async (ids: readonly string[]) => {
      told = ids;
    },
    openSettings: async (ids: readonly string[]) => {
      done.push(`settings of ${ids.join(' and ')}`);
    },
    turnChecksOff: async () => {
      done.push('checks off');
    },
  };
}

test('nothing is said without another extension for Dockerfiles', async () => {
  const host = editor(['redhat.vscode-yaml']);
  await tellOfDoubledHelp(host);
  expect(host.messages).toEqual([]);
});

test('each extension is told of once, even when the message is closed', async () => {
  const host = editor([containerTools]);
  await tellOfDoubledHelp(host);
  await tellOfDoubledHelp(host);
  host.installed.push(dockerDx);
  await tellOfDoubledHelp(host);
  await tellOfDoubledHelp(host);
  expect(host.messages).toEqual([
    'Container Tools also helps with Dockerfiles, so you may see some hovers, suggestions and problems twice.',
    'Docker DX also helps with Dockerfiles, so you may see some hovers, suggestions and problems twice.',
  ]);
  expect(host.done).toEqual([]);
});

test.each([
  [[dockerDx], 'Open Its Settings', [`settings of ${dockerDx}`]],
  [[dockerDx, containerTools], 'Open Their Settings', [`settings of ${containerTools} and ${dockerDx}`]],
  [[containerTools], 'Turn Off Checks of Quayside', ['checks off']],
  [[containerTools], 'Keep Both', []],
])('with %j, "%s" does %j', async (installed, press, done) => {
  const host = editor(installed, press);
  await tellOfDoubledHelp(host);
  expect(host.done).toEqual(done);
});
