import type { Container } from '../engine/containers';
import { type Image, isDangling } from '../engine/images';
import type { State } from '../store/state';
import { ago, code, escapeMarkdown, facts, plural, shortId, size } from './format';
import { grouped, matches } from './group';
import type { NamedImage, Row, View, ViewOptions } from './view';

export const imagesView: View = {
  id: 'quayside.images',
  name: 'Images',
  welcome: 'There are no images on this engine yet.\n[Pull an Image](command:quayside.image.pull)',
  groupings: [{ id: 'repository', title: 'Repository' }],
  rows: (state, options, now) =>
    grouped(
      visible(state, options).map((named) => ({
        row: imageRow(named, usersOf(named.image, state), now),
        group: options.groupBy === 'repository' ? repositoryOf(named) : undefined,
      })),
      'images',
    ),
  summary: ({ images }) => {
    const all = [...images.values()];
    return all.length === 0 ? '' : `${all.length}, ${size(all.reduce((total, image) => total + image.size, 0))}`;
  },
};

/** The names under which an image is listed: its tags, else its digests, else its id. */
export function namesOf(image: Image): readonly NamedImage[] {
  const references = image.tags.length > 0 ? image.tags : image.digests.length > 0 ? image.digests : [image.id];
  return references.map((reference) => ({ image, reference }));
}

/** What people call it: its reference, or a short id. */
export function imageName({ reference }: NamedImage): string {
  return reference.replace(/@sha256:([0-9a-f]{12})[0-9a-f]*$/, '@$1').replace(/^sha256:([0-9a-f]{12}).*$/, '$1');
}

/** Containers, running or not, that were made from the image. */
export function usersOf(image: Image, { containers }: State): readonly Container[] {
  return [...containers.values()].filter(({ imageId }) => imageId === image.id);
}

function repositoryOf(named: NamedImage): string {
  return isDangling(named.image) ? '' : named.reference.replace(/(@.*|:[^/:]*)$/, '');
}

function visible({ images }: State, { filter, hideMinor }: ViewOptions): readonly NamedImage[] {
  return [...images.values()]
    .filter((image) => !hideMinor || !isDangling(image))
    .sort(
      (a, b) =>
        Number(isDangling(a)) - Number(isDangling(b)) ||
        (b.created ?? 0) - (a.created ?? 0) ||
        a.id.localeCompare(b.id),
    )
    .flatMap(namesOf)
    .filter(({ image, reference }) => matches(filter, reference, image.id));
}

/** The row of one name of an image: size and age, and how many other names and containers it has. */
export function imageRow(named: NamedImage, users: readonly Container[], now: number): Row {
  const { image, reference } = named;
  const dangling = isDangling(image);
  const others = image.tags.filter((tag) => tag !== reference);
  const marks = [
    size(image.size),
    ago(image.created, now),
    others.length > 0 ? `same image as ${others.slice(0, 2).join(', ')}${others.length > 2 ? '…' : ''}` : '',
    users.length > 0 ? `in use` : '',
  ];
  return {
    // A name keeps its row when it moves to a new image.
    id: dangling ? `image/id/${image.id}` : `image/name/${reference}`,
    label: dangling ? `<none> ${shortId(image.id)}` : imageName(named),
    description: [...(dangling ? ['dangling'] : []), ...marks].filter(Boolean).join(' · '),
    icon: imageIcon(dangling, users.length > 0),
    tooltip: () => tooltip(named, users, now),
    context: `image:${dangling ? 'dangling' : 'named'}${users.length > 0 ? ':used' : ''}`,
    target: { kind: 'image', item: named },
    spoken: `${dangling ? `dangling image ${shortId(image.id)}` : reference}, ${size(image.size)}, ${ago(image.created, now)}`,
    source: image,
  };
}

function imageIcon(dangling: boolean, used: boolean): NonNullable<Row['icon']> {
  if (dangling) {
    return { name: 'circle-slash', color: 'disabledForeground' };
  }
  return used ? { name: 'layers-active', color: 'charts.green' } : { name: 'layers' };
}

function tooltip({ image, reference }: NamedImage, users: readonly Container[], now: number): string {
  const dangling = isDangling(image);
  return [
    `**${dangling ? 'Dangling image' : escapeMarkdown(reference)}**`,
    ...(dangling ? ['', 'It has no name: usually what is left after its name moved to a newer build.'] : []),
    '',
    facts([
      ['Size', escapeMarkdown(size(image.size))],
      ['Created', escapeMarkdown(ago(image.created, now))],
      ['Names', image.tags.map(code).join(', ')],
      ['Containers', users.map(({ name, state }) => code(`${name} (${state})`)).join(', ')],
      ['Digest', image.digests.slice(0, 1).map(code).join('')],
      ['Id', code(shortId(image.id))],
    ]),
    ...(image.tags.length > 1 ? ['', `${plural(image.tags.length, 'name')} lead to this one image.`] : []),
  ].join('\n');
}
