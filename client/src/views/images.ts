import type { Container } from '../engine/containers';
import { type Image, isDangling, type Layer } from '../engine/images';
import type { State } from '../store/state';
import { isUp } from './containers';
import { filesRow } from './files';
import { ago, code, escapeMarkdown, facts, plural, shortId, size, status } from './format';
import { grouped, matches } from './group';
import type { Details, NamedImage, Row, View, ViewOptions } from './view';

export const imagesView: View = {
  id: 'quayside.images',
  name: 'Images',
  welcome:
    'There are no images on this engine yet.\n[Build from a Dockerfile](command:quayside.image.build)\n[Pull an Image](command:quayside.image.pull)\n[New Dockerfile](command:quayside.dockerfile.create)',
  groupings: [{ id: 'repository', title: 'Repository' }],
  sortings: [
    { id: 'name', title: 'Name' },
    { id: 'size', title: 'Size, largest first' },
  ],
  minor: 'dangling images',
  rows: (state, options, now, details) =>
    grouped(
      visible(state, options).map((named) => ({
        row: imageRow(named, usersOf(named.image, state), now, details),
        group: options.groupBy === 'repository' ? repositoryOf(named) : undefined,
      })),
      'images',
    ),
  summary: ({ images }) => {
    const all = [...images.values()];
    // Layers that images share are in the size of each.
    const bytes = size(all.reduce((total, image) => total + image.size, 0));
    return all.length === 0 ? '' : `${all.length}, ${all.length === 1 ? '' : 'up to '}${bytes}`;
  },
};

/** The names under which an image is listed: its tags, else its digests, else its id. */
export function namesOf(image: Image): readonly NamedImage[] {
  const references = image.tags.length > 0 ? image.tags : image.digests.length > 0 ? image.digests : [image.id];
  return references.map((reference) => ({ image, reference }));
}

/** What people call it: its reference, or a short id. */
export function imageName({ reference }: NamedImage): string {
  return shortReference(reference);
}

/** A reference with short digests and ids. */
export function shortReference(reference: string): string {
  return reference.replace(/@sha256:([0-9a-f]{12})[0-9a-f]*$/, '@$1').replace(/^sha256:([0-9a-f]{12}).*$/, '$1');
}

const usersById = new WeakMap<State['containers'], ReadonlyMap<string, readonly Container[]>>();

/** Containers, running or not, that were made from the image. */
export function usersOf(image: Image, { containers }: State): readonly Container[] {
  const known = usersById.get(containers) ?? groupByImage(containers);
  usersById.set(containers, known);
  return known.get(image.id) ?? [];
}

function groupByImage(containers: State['containers']): ReadonlyMap<string, readonly Container[]> {
  const users = new Map<string, Container[]>();
  for (const container of containers.values()) {
    const others = users.get(container.imageId);
    if (others) {
      others.push(container);
    } else {
      users.set(container.imageId, [container]);
    }
  }
  return users;
}

function repositoryOf(named: NamedImage): string {
  return isDangling(named.image) ? '' : named.reference.replace(/(@.*|:[^/:]*)$/, '');
}

function visible({ images }: State, { filter, hideMinor, sortBy }: ViewOptions): readonly NamedImage[] {
  return [...images.values()]
    .filter((image) => !hideMinor || !isDangling(image))
    .flatMap(namesOf)
    .filter(({ image, reference }) => matches(filter, reference, image.id))
    .sort((a, b) => Number(isDangling(a.image)) - Number(isDangling(b.image)) || compare(sortBy, a, b));
}

function compare(sortBy: string, a: NamedImage, b: NamedImage): number {
  if (sortBy === 'name') {
    return a.reference.localeCompare(b.reference);
  }
  return sortBy === 'size'
    ? b.image.size - a.image.size
    : (b.image.created ?? 0) - (a.image.created ?? 0) || a.image.id.localeCompare(b.image.id);
}

/** The row of one name of an image: size and age, and how many other names and containers it has. */
export function imageRow(named: NamedImage, users: readonly Container[], now: number, details: Details): Row {
  const { image, reference } = named;
  const dangling = isDangling(image);
  const others = image.tags.filter((tag) => tag !== reference);
  const marks = [
    size(image.size),
    ago(image.created, now),
    others.length > 0 ? `same image as ${others.slice(0, 2).join(', ')}${others.length > 2 ? '…' : ''}` : '',
    users.length > 0 ? 'in use' : '',
  ];
  const id = dangling ? `image/id/${image.id}` : `image/name/${reference}`;
  return {
    // A name keeps its row when it moves to a new image.
    id,
    label: dangling ? `<none> ${shortId(image.id)}` : imageName(named),
    description: [...(dangling ? ['dangling'] : []), ...marks].filter(Boolean).join(' · '),
    icon: imageIcon(dangling, users.some(isUp)),
    tooltip: () => tooltip(named, users, now),
    context: `image:${dangling ? 'dangling' : 'named'}${users.length > 0 ? ':used' : ''}`,
    target: { kind: 'image', item: named },
    spoken: `${dangling ? `dangling image ${shortId(image.id)}` : reference}, ${size(image.size)}, ${ago(image.created, now)}`,
    source: image,
    children: childRows(id, named, users, now, details),
  };
}

/** Containers that use the image, and the layers that it is made of, newest first. */
function childRows(
  parent: string,
  { image, reference }: NamedImage,
  users: readonly Container[],
  now: number,
  details: Details,
): readonly Row[] {
  return [
    ...users.map(
      (user): Row => ({
        id: `${parent}/user/${user.id}`,
        label: user.name,
        description: `uses it · ${status(user, now)}`,
        icon: { name: 'vm' },
        context: 'user',
        copied: user.name,
      }),
    ),
    filesRow(parent, { kind: 'image', name: reference }, details),
    {
      id: `${parent}/layers`,
      label: 'Layers',
      icon: { name: 'layers' },
      children: async () => (await details.layers(image.id)).map((layer, index) => layerRow(parent, layer, index)),
    },
  ];
}

/** The instruction that made a layer, without what builders add to it: shells, build arguments and their own names. */
export function instructionOf({ createdBy }: Layer): string {
  return createdBy
    .replace(/^\/bin\/sh -c #\(nop\)\s*/, '')
    .replace(/^(?:RUN )?(?:\|\d+ .*? )?\/bin\/sh -c /, 'RUN ')
    .replace(/ # buildkit$/, '');
}

function layerRow(parent: string, layer: Layer, index: number): Row {
  const instruction = instructionOf(layer);
  return {
    id: `${parent}/layer/${index}`,
    label: instruction || 'base layer',
    description: size(layer.size),
    context: 'layer',
    copied: instruction,
    tooltip: () => code(instruction),
  };
}

/** Green means running, as for containers. */
function imageIcon(dangling: boolean, running: boolean): NonNullable<Row['icon']> {
  if (dangling) {
    return { name: 'circle-slash', color: 'disabledForeground' };
  }
  return running ? { name: 'layers-active', color: 'charts.green' } : { name: 'layers' };
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
