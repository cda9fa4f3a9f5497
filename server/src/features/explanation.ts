import type { Span } from '../parser/nodes';
import type { ImageInfo } from '../protocol';

export interface HoverOptions {
  /** Show what the image is like after a line. */
  readonly state: boolean;
  /** What the local engine knows of an image. */
  readonly imageInfo: (reference: string) => ImageInfo | undefined;
}

/** A text for the user and the words that it is about. */
export interface Explanation {
  readonly span: Span;
  /** Markdown; strings from documents and engines are escaped in it. */
  readonly markdown: string;
}
