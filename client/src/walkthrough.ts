import { buildStageCommand, runStageCommand } from '../../server/src/protocol';

interface Step {
  readonly id: string;
  readonly title: string;
  /** Bold and links are all the Markdown there is; a link on a line of its own is a button. */
  readonly description: string;
  /** `images/walkthrough-<picture>.svg` */
  readonly picture: 'chain' | 'dockerfile' | 'image' | 'container';
  /** The step is ticked when one of these has happened. */
  readonly done: readonly string[];
}

/** The first steps, for people who are new to Docker: the page "Get Started" of VS Code shows them. */
export const steps: readonly Step[] = [
  {
    id: 'engine',
    title: 'Meet the engine',
    description:
      'Docker is three things, each made from the one before: a **Dockerfile** is built into an **image**, and an image runs as **containers**. The **engine** does the work in the background; Quayside shows what it has, live.\n[Open the Side Bar](command:quayside.containers.focus)\n[Read the Whole Story](command:quayside.help.learn)\nNothing there? Quayside can say why.\n[Diagnose Connection](command:quayside.engine.diagnose)',
    picture: 'chain',
    done: ['onContext:quayside.connection == connected'],
  },
  {
    id: 'dockerfile',
    title: 'Write a Dockerfile',
    description:
      'A text with one instruction per line: what to start from, which files to copy, what to install, what to run. Hover over a word to read what it does; wavy lines are problems, and the light bulb mends them.\n[New Dockerfile](command:quayside.dockerfile.create)',
    picture: 'dockerfile',
    done: ['onCommand:quayside.dockerfile.create', 'onContext:editorLangId == dockerfile'],
  },
  {
    id: 'image',
    title: 'Build an image',
    description:
      'Each instruction that changes files adds a **layer**. The next build reuses all layers before the first change, so put what changes often last. A tag such as shop:1.0 names the image.\n[Build an Image](command:quayside.image.build)\nOr take one that others have built.\n[Pull an Image](command:quayside.image.pull)',
    picture: 'image',
    done: [`onCommand:quayside.image.build`, `onCommand:${buildStageCommand}`, 'onCommand:quayside.image.pull'],
  },
  {
    id: 'container',
    title: 'Run a container',
    description:
      'A container is an image at work, with a thin layer of its own for what it writes. One image can run many times. Publish a port to reach a server in it from the browser.\n[Run an Image](command:quayside.image.run)',
    picture: 'container',
    done: ['onCommand:quayside.image.run', `onCommand:${runStageCommand}`],
  },
  {
    id: 'inside',
    title: 'Look inside',
    description:
      'See what the program prints, open a shell beside it, read and change its files. Right-click a container for all that can be done with it; every action is noted as its docker command line in the output **Quayside**.\n[Show Logs](command:quayside.container.logs)\n[Open Shell](command:quayside.container.shell)',
    picture: 'container',
    done: ['onCommand:quayside.container.logs', 'onCommand:quayside.container.shell'],
  },
  {
    id: 'tidy',
    title: 'Tidy up',
    description:
      'Stopped containers and old images stay until they are removed. Each prune tells first what will go and how much space comes back.\n[Prune](command:quayside.system.prune)',
    picture: 'chain',
    done: ['onCommand:quayside.system.prune', 'onCommand:quayside.container.prune', 'onCommand:quayside.image.prune'],
  },
];

/** The walkthrough as package.json has it. */
export function walkthrough(): unknown {
  return {
    id: 'start',
    title: 'Get Started with Docker',
    description: 'From a Dockerfile to an image to a running container.',
    steps: steps.map(({ id, title, description, picture, done }) => ({
      id,
      title,
      description,
      media: {
        svg: `images/walkthrough-${picture}.svg`,
        altText: 'A Dockerfile is built into an image, and an image is run as containers.',
      },
      completionEvents: done,
    })),
  };
}
