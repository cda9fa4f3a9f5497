import type { RegistryTagsParams } from '../../server/src/protocol';
import type { Credentials } from './engine/credentials';
import { RegistryError } from './registry/authorization';
import type { listTags } from './registry/tags';
import type { Ui } from './ui';

/** Answers the language server when the user asks it for an image's tags: null when there are none to be had. */
export type TagAnswers = (image: RegistryTagsParams) => Promise<readonly string[] | null>;

/** Asks registries with the user's own login, while a notification that can be cancelled says so. */
export function tagAnswers(
  ui: Pick<Ui, 'progress' | 'error'>,
  credentials: (reference: string) => Promise<Credentials | undefined>,
  list: typeof listTags,
): TagAnswers {
  return async (image) => {
    const name = `${image.registry}/${image.repository}`;
    try {
      return await ui.progress(`Loading the tags of ${name}`, async (signal) =>
        list(image, await credentials(name), signal),
      );
    } catch (error) {
      if (error instanceof RegistryError) void ui.error(error.message);
      else if (!isCancellation(error)) throw error;
      return null;
    }
  };
}

function isCancellation(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}
