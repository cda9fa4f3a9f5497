import { readFile } from 'node:fs/promises';
import { basename, relative } from 'node:path';
import type { Context } from '../commands/command';
import { toEngineError } from '../engine/errors';
import type { Layer } from '../engine/images';
import type { State } from '../store/state';
import type { Ui } from '../ui';
import { imageName, namesOf, shortReference } from '../views/images';
import type { NamedImage } from '../views/view';
import { type Candidate, layersMessage, type Match, matchDockerfile } from './layer-model';
import type { ConnectPanel, FromPage, LayersMessage, LayersNote, PanelSession, PanelState, ToPage } from './messages';

/** Larger files are no Dockerfiles that people write. */
const longestText = 1_000_000;

type Surroundings = Pick<Context, 'ui' | 'memory' | 'now'>;
type LayersEngine = Surroundings & Pick<Context, 'engine' | 'state' | 'watch' | 'hold'>;

interface Shown {
  readonly message: LayersMessage | LayersNote;
  readonly match?: Match | undefined;
}

/** Opens a picture of the layers of an image, beside the Dockerfile of the workspace that made it; `history` comes newest first. */
export async function openLayersPanel(from: Surroundings, image: NamedImage, history: readonly Layer[]): Promise<void> {
  const picture = await pictureOf(from, image, history);
  const { reference } = image;
  from.ui.openPanel('layers', `${imageName(image)}: layers`, { reference }, (post) => {
    const page = new LayersPage(from.ui, post);
    page.show(picture);
    return { receive: (said) => page.receive(said), close: () => {} };
  });
}

/** What a panel that was open before shows again, once the engine answers; undefined when `kept` does not tell. */
export function restoredLayers(
  from: LayersEngine,
  kept: unknown,
): { readonly state: PanelState<'layers'>; readonly connect: ConnectPanel<'layers'> } | undefined {
  const reference = (kept as Partial<PanelState<'layers'>> | null | undefined)?.reference;
  return typeof reference === 'string' && reference !== ''
    ? { state: { reference }, connect: (post) => restore(from, reference, new LayersPage(from.ui, post)) }
    : undefined;
}

function restore(from: LayersEngine, reference: string, page: LayersPage): PanelSession<'layers'> {
  const release = from.hold();
  const say = (words: string) => page.show({ message: { type: 'note', name: shortReference(reference), words } });
  let seen: NamedImage['image'] | undefined;
  const draw = async (image: NamedImage) => {
    try {
      const picture = await pictureOf(from, image, await from.engine.images.history(reference));
      if (following) {
        stop();
        page.show(picture);
      }
    } catch (error) {
      if (seen === image.image) {
        say(toEngineError('read the layers', error).message);
      }
    }
  };
  const look = ({ connection, images }: State) => {
    const image = [...images.values()].flatMap(namesOf).find((named) => named.reference === reference);
    if (connection.status !== 'connected') {
      seen = undefined;
      say(connection.status === 'down' ? `${connection.diagnosis.what} The layers come when it answers.` : 'Reading…');
    } else if (!image) {
      seen = undefined;
      say('This image is not there any more.');
    } else if (image.image !== seen) {
      seen = image.image;
      say('Reading…');
      void draw(image);
    }
  };
  const unwatch = from.watch(look);
  let following = true;
  const stop = () => {
    if (following) {
      following = false;
      unwatch();
      release();
    }
  };
  look(from.state());
  return { receive: (said) => page.receive(said), close: stop };
}

/** The page, which is told what to show as soon as it is ready. */
class LayersPage {
  #shown: Shown | undefined;
  #ready = false;

  constructor(
    private readonly ui: Ui,
    private readonly post: (message: ToPage<'layers'>) => void,
  ) {}

  show(shown: Shown): void {
    this.#shown = shown;
    if (this.#ready) {
      this.post(shown.message);
    }
  }

  receive(said: FromPage<'layers'>): void {
    switch (said.type) {
      case 'ready':
        this.#ready = true;
        if (this.#shown) {
          this.post(this.#shown.message);
        }
        break;
      case 'open':
        this.#open(said.line);
        break;
      case 'copy': {
        const message = this.#shown?.message;
        const layer = message?.type === 'layers' ? message.layers[said.layer] : undefined;
        void this.ui.copy(layer ? `${layer.keyword} ${layer.rest}`.trim() : '');
        break;
      }
    }
  }

  #open(line: number): void {
    const candidate = this.#shown?.match?.candidate;
    if (candidate) {
      this.ui
        .openFile(candidate.path, line)
        .catch(() => this.ui.info(`${candidate.name} can not be opened: it may have been moved.`));
    }
  }
}

async function pictureOf(
  { ui, memory, now }: Surroundings,
  image: NamedImage,
  history: readonly Layer[],
): Promise<Shown> {
  const match = matchDockerfile(history, await candidatesFor(image, ui, memory));
  return { message: layersMessage(imageName(image), history, match, now()), match };
}

/** Dockerfiles of the workspace. */
async function candidatesFor(
  { image }: NamedImage,
  ui: Ui,
  memory: Surroundings['memory'],
): Promise<readonly Candidate[]> {
  const { active, all } = await ui.dockerfiles();
  const folders = ui.workspaceFolders();
  const read = async (path: string): Promise<readonly Candidate[]> => {
    const text = await readFile(path, 'utf8').catch(() => '');
    const folder = folders.find((candidate) => path.startsWith(candidate));
    const name = folder === undefined ? basename(path) : relative(folder, path);
    const built = memory.get(`build:${path}`) as { readonly tag?: unknown } | undefined;
    const builtHere = image.tags.some((tag) => tag === built?.tag);
    return text !== '' && text.length <= longestText ? [{ name, path, text, builtHere }] : [];
  };
  const paths = [...new Set([...(active === undefined ? [] : [active]), ...all])];
  return (await Promise.all(paths.map(read))).flat();
}
