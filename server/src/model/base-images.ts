import type { ImageConfig } from './image-config';
import type { ImageReference } from './image-reference';

/** The PATH that BuildKit gives an image without one (moby/util/system, DefaultPathEnvUnix). */
export const defaultPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** An image of which nothing is known. */
export const unknownConfig: ImageConfig = {
  Env: [],
  User: '',
  WorkingDir: '',
  Entrypoint: undefined,
  Cmd: undefined,
  ExposedPorts: [],
  Volumes: [],
  Labels: {},
  Shell: undefined,
  StopSignal: undefined,
  Healthcheck: undefined,
  OnBuild: [],
  unknown: [
    'Env',
    'User',
    'WorkingDir',
    'Entrypoint',
    'Cmd',
    'ExposedPorts',
    'Volumes',
    'Labels',
    'Shell',
    'StopSignal',
    'Healthcheck',
    'OnBuild',
  ],
};

/** What `FROM scratch` starts with (BuildKit, dockerfile2llb/image.go, emptyImage). */
export const scratchConfig: ImageConfig = {
  ...unknownConfig,
  Env: [`PATH=${defaultPath}`],
  WorkingDir: '/',
  unknown: [],
};

/**
 * Official images that are a bare file system: every published tag sets PATH and nothing else in its environment, and no
 * SHELL, so variables and shell form can be judged without asking an engine. What they start is left unknown, since it
 * differs from tag to tag.
 */
const bareImages: ReadonlySet<string> = new Set([
  'alpine',
  'amazonlinux',
  'busybox',
  'centos',
  'debian',
  'hello-world',
  'rockylinux',
  'ubuntu',
]);

const bareConfig: ImageConfig = {
  ...unknownConfig,
  Env: [`PATH=${defaultPath}`],
  unknown: unknownConfig.unknown.filter((key) => key !== 'Env' && key !== 'Shell' && key !== 'OnBuild'),
};

/** What is known without an engine of a base image. */
export function knownConfig(image: ImageReference): ImageConfig {
  return bareImages.has(image.familiarName) ? bareConfig : unknownConfig;
}

/** True for images of Microsoft Windows, whose default shell is cmd: those that say so in a folder, a word of their name, or the tag. */
export function isWindowsImage({ repository, tag }: ImageReference): boolean {
  return (
    /(?:^|\/)windows\/|(?:^|[/_-])(?:windows|windowsservercore|nanoserver)$/.test(repository) ||
    /windows|nanoserver/.test(tag ?? '')
  );
}
