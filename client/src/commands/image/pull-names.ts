import { officialImages } from '../../../../server/src/registry/official-images';
import type { State } from '../../store/state';
import type { Choice } from '../../ui';
import { size } from '../../views/format';

/** Names that are offered at once; more are found by typing on. */
const most = 100;

/** What can be typed for a pull: images that are here, well-known ones, and tags that a registry was asked for. */
export class PullNames {
  readonly #names: readonly Choice<string>[];
  readonly #tags = new Map<string, readonly string[]>();

  constructor({ images }: Pick<State, 'images'>) {
    const local = [...images.values()].flatMap((image) =>
      image.tags.map((tag) => ({ label: tag, description: `here, ${size(image.size)}`, icon: 'package', value: tag })),
    );
    const known = officialImages
      // It is a word of Dockerfiles, not an image.
      .filter(({ name }) => name !== 'scratch')
      .map(({ name, summary }) => ({ label: name, description: summary, icon: 'library', value: name }));
    this.#names = [...local.sort((a, b) => (a.label < b.label ? -1 : 1)), ...known];
  }

  /** Tags that the registry has for a repository, in any order. */
  addTags(repository: string, tags: readonly string[]): void {
    const newestFirst = [...tags].sort((a, b) => b.localeCompare(a, 'en', { numeric: true }));
    this.#tags.set(repository, [
      ...newestFirst.filter((tag) => tag === 'latest'),
      ...newestFirst.filter((tag) => tag !== 'latest'),
    ]);
  }

  /** What fits to the text so far, the best first. */
  choices(typed: string): readonly Choice<string>[] {
    const wanted = typed.trim().toLowerCase();
    const tags = [...this.#tags].flatMap(([repository, found]) =>
      found.map((tag) => {
        const name = `${repository}:${tag}`;
        return { label: name, description: 'in the registry', icon: 'tag', value: name };
      }),
    );
    const fitting = [...tags, ...this.#names].filter(({ value }) => value.toLowerCase().includes(wanted));
    const begins = ({ value }: Choice<string>) => value.toLowerCase().startsWith(wanted);
    const chosen = [...fitting.filter(begins), ...fitting.filter((choice) => !begins(choice))];
    const seen = new Set<string>();
    return chosen.filter(({ value }) => !seen.has(value) && seen.add(value)).slice(0, most);
  }
}

/** The registry and the repository there that a name leads to (distribution/reference, normalize.go). */
export function placeOf(repository: string): { readonly registry: string; readonly repository: string } {
  const slash = repository.indexOf('/');
  const first = slash < 0 ? '' : repository.slice(0, slash);
  if (/[.:]/.test(first) || first === 'localhost') {
    const path = repository.slice(slash + 1);
    const isHub = first === 'docker.io' || first === 'index.docker.io';
    return isHub ? placeOf(path) : { registry: first, repository: path };
  }
  return { registry: 'docker.io', repository: slash < 0 ? `library/${repository}` : repository };
}
