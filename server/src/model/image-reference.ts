/** An image reference taken apart: `registry/repository:tag@digest`. */
export interface ImageReference {
  /** As written. */
  readonly text: string;
  /** `docker.io` when none is written. */
  readonly registry: string;
  /** True when the registry is written out. */
  readonly explicitRegistry: boolean;
  /** Without registry; `library/` added for official images. */
  readonly repository: string;
  /** As people say it: `node`, `ghcr.io/owner/name`. */
  readonly familiarName: string;
  readonly tag: string | undefined;
  readonly digest: string | undefined;
}
