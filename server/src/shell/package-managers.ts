import type { ValueOptions } from './arguments';

/** A program by its names, and its options that take the next word. */
export interface Program {
  readonly commands: readonly string[];
  readonly options: ValueOptions;
}

/** How a package asks for one version. */
export interface Pinning {
  /** What stands after a package to pin it, with a placeholder: `=VERSION`. */
  readonly pin: (spec: string) => string;
  /** True when a package as written says which version it wants, or cannot say it (a file, a URL). */
  readonly pinned: (spec: string) => boolean;
}

/** A program that installs the packages named after some of its verbs. */
export interface Installer extends Program, Pinning {
  readonly install: readonly string[];
}

/** A program that keeps what it downloads. */
export interface Downloader extends Program {
  /** Verbs that leave something in the cache. */
  readonly downloads: readonly string[];
  /** The folders where it stays; one without a leading slash is in some home. */
  readonly caches: readonly string[];
}

const aptOptions: ValueOptions = {
  short: 'tcoaP',
  long: ['target-release', 'default-release', 'config-file', 'option', 'host-architecture', 'build-profiles', 'solver'],
};

export const apt: Installer & Downloader = {
  commands: ['apt-get'],
  options: aptOptions,
  install: ['install'],
  downloads: ['update'],
  pin: () => '=VERSION',
  // A slash is a release (`curl/bookworm-backports`) or a path; `foo-` removes; `task^` has no version.
  pinned: (spec) => /[=/]|\.deb$|[-^]$/.test(spec),
  caches: ['/var/lib/apt/lists'],
};

export const apk: Installer & Pick<Downloader, 'caches'> = {
  commands: ['apk'],
  options: {
    short: 'tXp',
    long: [
      'virtual',
      'repository',
      'root',
      'keys-dir',
      'repositories-file',
      'arch',
      'wait',
      'cache-dir',
      'cache-max-age',
      'timeout',
    ],
  },
  install: ['add'],
  pin: () => '=VERSION',
  pinned: (spec) => /[=~<>]|\.apk$|^!/.test(spec),
  caches: ['/var/cache/apk', '/etc/apk/cache'],
};

const rpmOptions: ValueOptions = {
  short: 'cdeRx',
  long: [
    'config',
    'debuglevel',
    'errorlevel',
    'randomwait',
    'exclude',
    'excludepkgs',
    'disableexcludes',
    'enablerepo',
    'disablerepo',
    'repo',
    'repoid',
    'repofrompath',
    'installroot',
    'releasever',
    'setopt',
    'disableplugin',
    'enableplugin',
    'forcearch',
    'comment',
    'color',
    'downloaddir',
    'rpmverbosity',
  ],
};

export const yum: Installer & Downloader = {
  commands: ['yum'],
  options: rpmOptions,
  install: ['install', 'localinstall'],
  downloads: ['install', 'localinstall', 'groupinstall', 'reinstall', 'update', 'upgrade'],
  pin: () => '-VERSION',
  pinned: isPinnedRpm,
  caches: ['/var/cache/yum', '/var/cache/dnf', '/var/cache/libdnf5'],
};

export const dnf: Installer & Downloader = {
  commands: ['dnf', 'microdnf', 'dnf5'],
  options: rpmOptions,
  install: ['install', 'in', 'localinstall'],
  downloads: [
    'install',
    'in',
    'localinstall',
    'groupinstall',
    'upgrade',
    'up',
    'update',
    'upgrade-minimal',
    'up-min',
    'reinstall',
    'rei',
  ],
  pin: () => '-VERSION',
  pinned: isPinnedRpm,
  caches: ['/var/cache/dnf', '/var/cache/yum', '/var/cache/libdnf5', '.cache/libdnf5'],
};

export const zypper: Installer & Downloader = {
  commands: ['zypper'],
  options: {
    short: 'tCRcDpr',
    long: [
      'type',
      'cache-dir',
      'root',
      'config',
      'reposd-dir',
      'plus-repo',
      'repo',
      'from',
      'installroot',
      'releasever',
    ],
  },
  install: ['install', 'in'],
  downloads: ['install', 'in', 'update', 'up', 'patch'],
  pin: () => '=VERSION',
  pinned: (spec) => /[=<>/]|\.rpm$|^[-!~]/.test(spec),
  caches: ['/var/cache/zypp'],
};

export const npm: Installer = {
  commands: ['npm'],
  options: {
    short: 'CwW',
    long: ['loglevel', 'registry', 'prefix', 'tag', 'cache', 'userconfig', 'workspace', 'omit', 'include', 'before'],
  },
  install: ['install', 'i', 'add', 'in', 'ins', 'inst', 'isntall'],
  pin: (spec) => (/^git(?:\+\w+)?:/.test(spec) ? '#VERSION' : '@VERSION'),
  pinned: isPinnedNpm,
};

export const gem: Installer = {
  commands: ['gem'],
  options: {
    short: 'vinPspB',
    long: [
      'version',
      'install-dir',
      'bindir',
      'platform',
      'trust-policy',
      'source',
      'http-proxy',
      'bulk-threshold',
      'build-root',
      'config-file',
      'document',
      // No option of gem, but many pass it to the extension's build without the `--` before it.
      'use-system-libraries',
    ],
  },
  install: ['install', 'i'],
  pin: () => ':VERSION',
  pinned: (spec) => /:|\.gem$|\//.test(spec),
};

export const pip: Pinning & Pick<Downloader, 'caches'> = {
  pin: (spec) => (isRepository(spec) ? '@VERSION' : '==VERSION'),
  pinned: isPinnedPip,
  caches: ['.cache/pip'],
};

export const yarn: Downloader = {
  commands: ['yarn'],
  options: { short: '', long: ['cwd', 'cache-folder', 'modules-folder', 'registry', 'network-timeout', 'mutex'] },
  downloads: ['install'],
  caches: ['.cache/yarn', '/usr/local/share/.cache'],
};

/** `name-version`: from the first dash on only parts of a version, one of which starts with a digit (hadolint, DL3033). */
function isPinnedRpm(spec: string): boolean {
  if (/[/=<>]|\.rpm$|^@/.test(spec)) return true;
  const parts = spec.split('-').slice(1);
  return parts.some((part) => /^\d/.test(part)) && parts.every((part) => /^[\w.~^:+]+$/.test(part) && !/_$/.test(part));
}

function isPinnedNpm(spec: string): boolean {
  if (/^git(?:\+\w+)?:\/\//.test(spec)) return spec.includes('#');
  if (/\.(?:tar|tar\.gz|tgz)$|^(?:\/|\.{1,2}(?:\/|$)|~\/|file:|https?:\/\/)/.test(spec)) return true;
  return spec.includes('@', 1);
}

function isRepository(spec: string): boolean {
  return /^(?:git|hg|svn|bzr)\+/.test(spec);
}

function isPinnedPip(spec: string): boolean {
  if (isRepository(spec)) return spec.replace(/^[^/]*\/\/[^/]*/, '').includes('@');
  return /[=<>~!]=|[<>/]|\.(?:whl|tar\.gz|zip)$/.test(spec);
}
