import { imageName } from '../../views/images';
import type { TargetCommand } from '../command';

export const tagImage: TargetCommand<'image'> = {
  id: 'quayside.image.tag',
  title: 'Tag…',
  docker: ['docker image tag', 'docker tag'],
  icon: 'tag',
  target: 'image',
  menu: '4_change@1',
  single: true,
  run: async ({ engine, ui, log, state }, [image]) => {
    if (!image) {
      return;
    }
    const given = await ui.input({
      title: `Tag ${imageName(image)}`,
      prompt: 'A further name for the same image: repository:tag; the old name stays',
      value: image.image.tags.includes(image.reference) ? image.reference : '',
      validate: validateReference,
    });
    if (given === undefined || given === image.reference) {
      return;
    }
    const name = splitReference(given);
    const full = `${name.repository}:${name.tag}`;
    const owner = [...state().images.values()].find(({ tags }) => tags.includes(full));
    if (owner && owner.id !== image.image.id) {
      const move = 'Move the Name';
      const answer = await ui.confirm({
        message: `${full} is another image`,
        detail: `The name would move here. The other image ${owner.tags.length > 1 ? 'keeps its other names' : 'is left without a name (dangling)'}.`,
        actions: [move],
      });
      if (answer !== move) {
        return;
      }
    }
    await engine.images.tag(image.reference, name);
    log(['docker', 'image', 'tag', imageName(image), full], 'done');
  },
};

/** Says what is wrong with `repository[:tag]` (distribution/reference, regexp.go). */
export function validateReference(value: string): string | undefined {
  const { repository, tag } = splitReference(value);
  if (/[A-Z]/.test(repository.replace(/^[^/]*[.:][^/]*\//, ''))) {
    return 'The repository is written in lower case.';
  }
  const part = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*';
  const host = '(?:[A-Za-z0-9.-]+(?::[0-9]+)?/)?';
  const good = new RegExp(`^${host}${part}(?:/${part})*$`).test(repository) && /^\w[\w.-]{0,127}$/.test(tag);
  return good ? undefined : 'Write repository:tag, such as shop/web:1.2.';
}

/** Splits a name; a missing tag is `latest`. A colon before a slash belongs to the host's port. */
export function splitReference(value: string): { readonly repository: string; readonly tag: string } {
  const found = /^(.*?)(?::([^:/]*))?$/.exec(value);
  return { repository: found?.[1] ?? '', tag: found?.[2] ?? 'latest' };
}
