// Small images made here from Debian's busybox-static, as an archive for `POST /images/load`. No registry is asked.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import tar from 'tar-stream';

/** Where Debian's busybox-static puts its program. */
export const busybox = '/bin/busybox';

/** Linked to busybox in every image: enough for shells, servers, logs and file listings. */
const applets = (
  'sh ash cat ls echo sleep true false env printenv id ps top kill stat find grep head tail sed awk date hostname mkdir rm ' +
  'cp mv touch ln wc sort uniq tr dd yes seq test printf vi less tar gzip nc wget httpd ping ifconfig netstat'
).split(' ');

/**
 * @typedef {object} ImageSpec
 * @property {readonly string[]} tags `name:tag`; none makes a dangling image.
 * @property {readonly string[]} [cmd] Default: sleeps until it is told to stop.
 * @property {readonly string[]} [entrypoint]
 * @property {readonly string[]} [env] `NAME=value`.
 * @property {readonly string[]} [ports] `80/tcp`.
 * @property {Readonly<Record<string, string>>} [labels]
 * @property {string} [workdir]
 * @property {string} [user]
 * @property {readonly string[]} [volumes]
 * @property {Readonly<Record<string, string>>} [files] Path → text, in a layer of its own.
 * @property {string} [created] RFC 3339. Images that should differ must differ in something: this, their files or their configuration.
 */

/** Runs until it is stopped, and stops at once: a shell at process 1 ignores SIGTERM unless it says otherwise. */
export const waits = ['sh', '-c', 'trap "exit 0" TERM INT; while :; do sleep 1 & wait $!; done'];

/**
 * Packs images into one archive that the engine loads; they share the busybox layer.
 *
 * @param {readonly ImageSpec[]} specs
 * @returns {Promise<Buffer>}
 */
export async function imageArchive(specs) {
  const pack = tar.pack();
  const base = await layer(baseEntries());
  pack.entry({ name: layerName(base) }, base);
  const manifest = [];
  for (const spec of specs) {
    const layers = [base];
    if (spec.files) {
      const own = await layer(
        Object.entries(spec.files).map(([name, text]) => ({ name: name.replace(/^\//, ''), text })),
      );
      pack.entry({ name: layerName(own) }, own);
      layers.push(own);
    }
    const config = JSON.stringify(imageConfig(spec, layers));
    const name = `${sha256(config)}.json`;
    pack.entry({ name }, config);
    manifest.push({ Config: name, RepoTags: spec.tags.length > 0 ? spec.tags : null, Layers: layers.map(layerName) });
  }
  pack.entry({ name: 'manifest.json' }, JSON.stringify(manifest));
  pack.finalize();
  return buffer(pack);
}

/**
 * @param {ImageSpec} spec
 * @param {readonly Buffer[]} layers
 */
function imageConfig(spec, layers) {
  return {
    architecture: process.arch === 'x64' ? 'amd64' : process.arch,
    os: 'linux',
    created: spec.created ?? '2024-01-02T03:04:05Z',
    config: {
      Cmd: spec.cmd ?? (spec.entrypoint ? null : waits),
      Entrypoint: spec.entrypoint ?? null,
      Env: ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', ...(spec.env ?? [])],
      ExposedPorts: set(spec.ports),
      Labels: spec.labels ?? null,
      User: spec.user ?? '',
      Volumes: set(spec.volumes),
      WorkingDir: spec.workdir ?? '',
    },
    rootfs: { type: 'layers', diff_ids: layers.map((data) => `sha256:${sha256(data)}`) },
    history: layers.map((_, index) => ({
      created: spec.created ?? '2024-01-02T03:04:05Z',
      created_by: index === 0 ? 'COPY busybox /bin/busybox # buildkit' : 'COPY files / # buildkit',
    })),
  };
}

/**
 * @param {readonly string[] | undefined} keys
 * @returns {Record<string, object> | undefined}
 */
const set = (keys) => keys && Object.fromEntries(keys.map((key) => [key, {}]));

/** @returns {LayerEntry[]} */
function baseEntries() {
  return [
    ...['bin', 'etc', 'tmp', 'var', 'home', 'root'].map((name) => ({ name, folder: true })),
    { name: 'bin/busybox', data: readFileSync(busybox), mode: 0o755 },
    ...applets.map((name) => ({ name: `bin/${name}`, link: 'busybox' })),
    { name: 'etc/passwd', text: 'root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/:/bin/false\n' },
    { name: 'etc/group', text: 'root:x:0:\nnogroup:x:65534:\n' },
  ];
}

/**
 * @typedef {{ name: string; folder?: boolean; link?: string; text?: string; data?: Buffer; mode?: number }} LayerEntry
 */

/**
 * Deterministic: the same entries give the same bytes, hence the same layer id on every engine.
 *
 * @param {readonly LayerEntry[]} entries
 * @returns {Promise<Buffer>}
 */
function layer(entries) {
  const pack = tar.pack();
  for (const { name, folder, link, text, data, mode } of entries) {
    const common = { name, mtime: new Date(0), uid: 0, gid: 0 };
    if (folder) pack.entry({ ...common, type: 'directory', mode: 0o755 });
    else if (link) pack.entry({ ...common, type: 'symlink', linkname: link, mode: 0o777 });
    else pack.entry({ ...common, mode: mode ?? 0o644 }, data ?? text ?? '');
  }
  pack.finalize();
  return buffer(pack);
}

/** @param {Buffer} data */
const layerName = (data) => `${sha256(data)}/layer.tar`;

/** @param {Buffer | string} data */
const sha256 = (data) => createHash('sha256').update(data).digest('hex');
