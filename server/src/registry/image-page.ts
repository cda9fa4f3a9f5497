import type { ImageReference } from '../model/image-reference';

/** Where people read about an image, by registry; undefined for registries that have no such pages. */
export function imagePage({ registry, repository }: ImageReference): string | undefined {
  if (!/^[a-z0-9._/-]+$/.test(repository)) return undefined;
  switch (registry) {
    case 'docker.io':
      return repository.startsWith('library/')
        ? `https://hub.docker.com/_/${repository.slice('library/'.length)}`
        : `https://hub.docker.com/r/${repository}`;
    case 'ghcr.io': {
      const [owner, ...name] = repository.split('/');
      return `https://github.com/${owner}/${name[0] ?? owner}/pkgs/container/${encodeURIComponent(name.join('/'))}`;
    }
    case 'quay.io':
      return `https://quay.io/repository/${repository}`;
    case 'mcr.microsoft.com':
      return `https://mcr.microsoft.com/artifact/mar/${repository}/about`;
    case 'public.ecr.aws':
      return `https://gallery.ecr.aws/${repository}`;
    case 'registry.access.redhat.com':
      return `https://catalog.redhat.com/software/containers/${repository}`;
    default:
      return undefined;
  }
}
