import type { ImageConfig } from './model/image-config';

/**
 * What a Quayside client offers to the language server beyond LSP. All of it is optional: the server asks only when the
 * client says so in `initializationOptions` ({@link InitializationOptions}), and does without everywhere else.
 */

/** Section of the settings that the server asks for with `workspace/configuration`. */
export const settingsSection = 'quayside';

export interface InitializationOptions {
  /** The client answers {@link localImagesRequest} and {@link imageInfoRequest}, and sends {@link imagesChangedNotification}. */
  readonly images?: boolean;
  /** The client answers {@link registryTagsRequest}. */
  readonly registryTags?: boolean;
  /** The client has VS Code's `editor.action.triggerSuggest`, so that an accepted item can ask for the next completion. */
  readonly triggersSuggest?: boolean;
  /** The client has the commands of the code lenses (see {@link buildStageCommand}). */
  readonly commands?: boolean;
  /** Values of settings for clients without `workspace/configuration`: `{ lint: { enable: true } }`. */
  readonly settings?: unknown;
}

/** Server to client, no parameters → {@link LocalImage}[]: the images of the engine in use; empty when there is none. */
export const localImagesRequest = 'quayside/localImages';

export interface LocalImage {
  /** `repository:tag`, one entry per tag; images without a tag are left out. */
  readonly reference: string;
  readonly id: string;
  /** Bytes. */
  readonly size: number;
  /** Unix time in seconds. */
  readonly created: number;
}

/** Server to client, {@link ImageInfoParams} → {@link ImageInfo} or null when the engine does not have the image. */
export const imageInfoRequest = 'quayside/imageInfo';

export interface ImageInfoParams {
  /** As in the Dockerfile, variables expanded. */
  readonly reference: string;
}

export interface ImageInfo {
  readonly id: string;
  readonly size: number;
  readonly created: number;
  /** `linux/arm64/v8` */
  readonly platform: string;
  /** `name@sha256:…`, for pinning; empty when the image never came from a registry. */
  readonly repoDigests: readonly string[];
  readonly config: ImageConfig;
}

/** Client to server, no parameters: the engine's images have changed, or another engine is in use. */
export const imagesChangedNotification = 'quayside/imagesChanged';

/**
 * Server to client, {@link RegistryTagsParams} → string[], or null when the registry gave none and the client has said why.
 * Sent only when the user has asked for these tags: the client goes to the registry with the login of the user.
 */
export const registryTagsRequest = 'quayside/registryTags';

export interface RegistryTagsParams {
  /** `docker.io`, `registry.example.com:5000` */
  readonly registry: string;
  /** As the registry calls it: `library/node`. */
  readonly repository: string;
}

/** Command of the server, argument: an image as written in a Dockerfile. Loads its tags, which completion offers from then on. */
export const loadTagsCommand = 'quayside.registry.loadTags';

/** Commands of the client that code lenses run; arguments: document URI, stage name or index as a string. */
export const buildStageCommand = 'quayside.image.buildStage';

/** As {@link buildStageCommand}, and runs the image afterwards. */
export const runStageCommand = 'quayside.image.runStage';
