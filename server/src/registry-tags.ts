import type { KnownTags } from './features/completion/tags';
import { type ImageReference, imageReference } from './model/image-reference';
import type { RegistryTagsParams } from './protocol';

/** Asks the client for the tags of an image; null when it could not get them. */
export type TagSource = (image: RegistryTagsParams) => Promise<readonly string[] | null>;

/** Milliseconds after which tags have to be loaded again: registries get new ones every day. */
const lifetime = 60 * 60 * 1000;
const mostImages = 50;

/** The tags that the user has asked for, by image. Nothing is asked for by itself. */
export class RegistryTags implements KnownTags {
  readonly #known = new Map<string, { readonly tags: readonly string[]; readonly until: number }>();

  /** Without a source nothing can be loaded. */
  constructor(
    private readonly source: TagSource | undefined,
    private readonly now: () => number = Date.now,
  ) {}

  get canLoad(): boolean {
    return this.source !== undefined;
  }

  of({ registry, repository }: ImageReference): readonly string[] | undefined {
    const known = this.#known.get(`${registry}/${repository}`);
    return known && this.now() < known.until ? known.tags : undefined;
  }

  /** Loads the tags of an image as written in a Dockerfile. False when there are none; the client has told why. */
  async load(image: string): Promise<boolean> {
    const { registry, repository } = imageReference(image) ?? {};
    if (registry === undefined || repository === undefined) return false;
    const tags = await this.source?.({ registry, repository });
    if (!tags) return false;
    const key = `${registry}/${repository}`;
    this.#known.delete(key);
    this.#known.set(key, { tags, until: this.now() + lifetime });
    const [oldest] = this.#known.keys();
    if (this.#known.size > mostImages && oldest !== undefined) this.#known.delete(oldest);
    return true;
  }
}
