import { execFile } from 'node:child_process';
import { configurationPaths, type Machine } from './endpoints';
import { record, text } from './raw';

/** What the engine is told to log in to a registry with (Engine API, "Authentication"). */
export type Credentials =
  | { readonly username: string; readonly password: string; readonly serveraddress: string }
  | { readonly identitytoken: string; readonly serveraddress: string };

/** Runs `docker-credential-<name> get` with a registry on its stdin; resolves to its stdout, rejects when it fails. */
export type RunHelper = (name: string, registry: string) => Promise<string>;

/** The key that docker's own registry has in `config.json` and in credential stores. */
const dockerHub = 'https://index.docker.io/v1/';
const patience = 20_000;

/** The registry that an image's name leads to, as `config.json` calls it (distribution/reference, normalize.go). */
export function registryOf(reference: string): string {
  const slash = reference.indexOf('/');
  const first = slash < 0 ? '' : reference.slice(0, slash);
  const isHost = /[.:]/.test(first) || first === 'localhost' || first !== first.toLowerCase();
  return !isHost || first === 'docker.io' || first === 'index.docker.io' ? dockerHub : first;
}

/**
 * The credentials that `docker login` left for a registry: from the registry's own helper, else the store, else the file (docker/cli,
 * cli/config/credentials). Undefined when there are none; they are read anew each time and kept nowhere. Never rejects: who has no
 * credentials, or a helper that fails, is anonymous.
 */
export async function credentialsFor(
  registry: string,
  machine: Machine,
  runHelper: RunHelper,
): Promise<Credentials | undefined> {
  const config = record(json(machine.readFile(configurationPaths(machine).config)));
  const helper = text(record(config['credHelpers'])[registry]) || text(config['credsStore']);
  if (helper) {
    const found = await runHelper(helper, registry).then(json, () => undefined);
    return fromHelper(record(found), registry);
  }
  const auths = record(config['auths']);
  const key = Object.keys(auths).find((name) => name === registry || hostOf(name) === hostOf(registry));
  return key === undefined ? undefined : fromFile(record(auths[key]), registry);
}

/** The header that carries credentials to push or pull. */
export function credentialsHeader(credentials: Credentials | undefined): string {
  return encoded(credentials ?? {});
}

/** The header that carries credentials of several registries to a classic build. */
export function registriesHeader(credentials: readonly Credentials[]): string {
  return encoded(Object.fromEntries(credentials.map((entry) => [entry.serveraddress, entry])));
}

/** Engines take URL-safe base64 with its padding, and take anything else for no credentials (Go's base64.URLEncoding). */
function encoded(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64').replaceAll('+', '-').replaceAll('/', '_');
}

/** Runs a helper program as docker does. Its name comes from the user's own configuration, and is one file name. */
export function runCredentialHelper(name: string, registry: string): Promise<string> {
  return new Promise((resolve, reject) => {
    if (!/^[\w.-]+$/.test(name)) {
      reject(new Error(`"${name}" is not the name of a credential helper`));
      return;
    }
    const child = execFile(`docker-credential-${name}`, ['get'], { timeout: patience }, (error, stdout) =>
      error ? reject(error) : resolve(stdout),
    );
    // A helper that ends without reading is told by its exit code.
    child.stdin?.on('error', () => {});
    child.stdin?.end(registry);
  });
}

function fromHelper(found: Readonly<Record<string, unknown>>, registry: string): Credentials | undefined {
  const username = text(found['Username']);
  const secret = text(found['Secret']);
  if (!secret) {
    return undefined;
  }
  return username === '<token>'
    ? { identitytoken: secret, serveraddress: registry }
    : { username, password: secret, serveraddress: registry };
}

function fromFile(entry: Readonly<Record<string, unknown>>, registry: string): Credentials | undefined {
  const identitytoken = text(entry['identitytoken']);
  if (identitytoken) {
    return { identitytoken, serveraddress: registry };
  }
  const [, username = text(entry['username']), password = text(entry['password'])] =
    /^([^:]*):([\s\S]*)$/.exec(Buffer.from(text(entry['auth']), 'base64').toString('utf8')) ?? [];
  return username ? { username, password: password.replace(/\0+$/, ''), serveraddress: registry } : undefined;
}

/** Old entries are addresses: `https://host/v1/`. */
function hostOf(name: string): string {
  return name.replace(/^https?:\/\//, '').replace(/\/.*$/, '');
}

function json(content: string | undefined): unknown {
  try {
    return content === undefined ? undefined : JSON.parse(content);
  } catch {
    return undefined;
  }
}
