import type { BaseImage } from './model/image-config';
import type { ImageInfo, LocalImage } from './protocol';

/** Asks the client about the images of its engine; rejections mean that nothing is known. */
export interface ImageSource {
  list(): Promise<readonly LocalImage[]>;
  info(reference: string): Promise<ImageInfo | null>;
}

/**
 * What is known of the images of the local engine. Reads are synchronous and never wait: what is not known yet is asked for,
 * and `onArrival` tells when it is there.
 */
export class LocalImages {
  #list: readonly LocalImage[] | undefined;
  readonly #infos = new Map<string, ImageInfo | undefined>();
  /** Answers that belong to an earlier epoch are dropped. */
  #epoch = 0;

  constructor(
    private readonly source: ImageSource | undefined,
    private readonly onArrival: () => void,
  ) {}

  /** The images of the engine as far as known. */
  list(): readonly LocalImage[] {
    if (this.#list) return this.#list;
    this.#list = [];
    const epoch = this.#epoch;
    void this.source?.list().then(
      (images) => {
        if (epoch === this.#epoch) this.#list = images;
      },
      () => undefined,
    );
    return this.#list;
  }

  info(reference: string): ImageInfo | undefined {
    if (!this.source || this.#infos.has(reference)) return this.#infos.get(reference);
    this.#infos.set(reference, undefined);
    const epoch = this.#epoch;
    void this.source.info(reference).then(
      (info) => {
        if (epoch !== this.#epoch || !info) return;
        this.#infos.set(reference, info);
        this.onArrival();
      },
      () => undefined,
    );
    return undefined;
  }

  /** The config of a base image, for the model. */
  base(reference: string): BaseImage | undefined {
    const info = this.info(reference);
    return info && { ...info.config, platform: info.platform };
  }

  /** The engine's images have changed: everything is asked for again when it is next needed. */
  changed(): void {
    this.#epoch += 1;
    this.#list = undefined;
    this.#infos.clear();
    this.onArrival();
  }
}
