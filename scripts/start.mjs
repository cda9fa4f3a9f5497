// Installs, builds and opens a VS Code with the extension on a sample folder, against an engine.
//
// Where VS Code and a Docker engine are installed, those are used. Else a VS Code in the browser and a private engine with a few
// sample images and containers are set up and started; all of it stops when this does.
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { message } from './host/processes.mjs';
import { ensureEditor, ensurePackages, hostObstacle, newestEditor } from './host/setup.mjs';
import { ensureInstalled, root } from './install.mjs';

const folder = join(root, 'out', 'start');
const sample = join(folder, 'sample');

/** A program of the search path; undefined when there is none. */
function program(name) {
  const names = process.platform === 'win32' ? [`${name}.cmd`, `${name}.exe`] : [name];
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  return folders.flatMap((path) => names.map((file) => join(path, file))).find((file) => existsSync(file));
}

/** Whether this machine has an engine of its own: somebody says where one is, or one is where engines are. */
function hasEngine() {
  const sockets =
    process.platform === 'win32'
      ? ['//./pipe/docker_engine']
      : [
          '/var/run/docker.sock',
          join(homedir(), '.docker', 'run', 'docker.sock'),
          join(homedir(), '.docker', 'desktop', 'docker.sock'),
        ];
  return Boolean(process.env['DOCKER_HOST']) || sockets.some((path) => existsSync(path));
}

function openInstalledEditor(code) {
  const args = ['--new-window', `--extensionDevelopmentPath=${root}`, sample];
  const { status } = spawnSync(code, args, { stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) throw new Error(`${code} ended with ${status}`);
  console.log(`Opened ${sample} in VS Code with the extension from ${root}`);
}

/** @param {import('./host/engine.mjs').PrivateEngine} engine */
async function fill(engine) {
  await engine.load([
    {
      tags: ['shop/web:1.4', 'shop/web:latest'],
      ports: ['80/tcp'],
      cmd: ['sh', '-c', 'mkdir -p /www && echo Hello > /www/index.html && exec httpd -f -p 80 -h /www'],
    },
    {
      tags: ['shop/worker:0.9'],
      cmd: ['sh', '-c', 'trap "exit 0" TERM; n=0; while :; do n=$((n+1)); echo "job $n done"; sleep 2 & wait $!; done'],
      created: '2024-03-01T10:00:00Z',
    },
    {
      tags: ['shop/migrate:3'],
      cmd: ['sh', '-c', 'echo "no such table: orders" >&2; exit 3'],
      created: '2024-02-01T10:00:00Z',
    },
    { tags: ['busybox:1.35', 'busybox:latest'], cmd: ['sh'], created: '2023-12-01T10:00:00Z' },
    { tags: [], files: { '/old.txt': 'replaced by a newer build\n' }, created: '2023-11-01T10:00:00Z' },
  ]);
  await engine.run('web', 'shop/web:1.4', {
    config: { ExposedPorts: { '80/tcp': {} }, HostConfig: { PortBindings: { '80/tcp': [{ HostPort: '8080' }] } } },
  });
  await engine.run('worker', 'shop/worker:0.9', { config: { Env: ['QUEUE=orders'] } });
  await engine.run('migrate', 'shop/migrate:3');
  await engine.run('scratchpad', 'busybox:1.35', { start: false });
}

async function startTestHost() {
  const obstacle = hostObstacle();
  if (obstacle) {
    throw new Error(
      `Found no VS Code (\`code\`) with a Docker engine, and cannot set up a test host: ${obstacle}. Install VS Code and Docker, then try again.`,
    );
  }
  await ensurePackages();
  const codeServer = await ensureEditor(newestEditor);
  const { PrivateEngine } = await import('./host/engine.mjs');
  const { Editor } = await import('./host/editor.mjs');
  const engine = new PrivateEngine();
  const editor = new Editor({ codeServer, data: folder, env: { DOCKER_HOST: engine.host } });

  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    clearInterval(parentCheck);
    await Promise.allSettled([editor.stop(), engine.dispose()]);
    process.exit();
  };
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, stop);
  // npm may be killed without a chance to pass it on.
  const parent = process.ppid;
  const parentCheck = setInterval(() => process.env['npm_lifecycle_event'] && process.ppid !== parent && stop(), 1_000);

  try {
    // The repository itself stands for an installed extension: after `npm run build`, reload the page.
    symlinkSync(root, join(editor.extensions, 'quayside.quayside-0.1.0'));
    console.log('Starting a private engine and VS Code');
    await Promise.all([engine.start().then(() => fill(engine)), editor.start()]);
    console.log(`Stop with Ctrl+C. The private engine, also for a docker command line: DOCKER_HOST=${engine.host}`);
    console.log(editor.url(sample));
  } catch (error) {
    console.error(message(error));
    process.exitCode = 1;
    await stop();
  }
}

try {
  ensureInstalled();
  execFileSync(process.execPath, [join(root, 'scripts', 'build.mjs')], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  cpSync(join(root, 'docs', 'sample'), sample, { recursive: true });
  const code = program('code');
  if (code && hasEngine()) openInstalledEditor(code);
  else await startTestHost();
} catch (error) {
  console.error(message(error));
  process.exitCode = 1;
}
