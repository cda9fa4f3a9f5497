import { readFile } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { buildStageCommand, runStageCommand } from '../../../../server/src/protocol';
import {
  type BuildOptions,
  buildFields,
  buildLine,
  initialOptions,
  requestOf,
  tagFor,
} from '../../build/build-options';
import { buildOnScreen } from '../../build/build-terminal';
import { type InstructionText, instructionsOf, stagesOf } from '../../build/dockerfile-text';
import type { BuildRequest } from '../../build/run-build';
import { EngineError } from '../../engine/errors';
import { namesOf } from '../../views/images';
import type { Context, PlainCommand } from '../command';
import { askForm } from '../form';
import { showLayers } from './layers';
import { runWithForm } from './run';

export const buildImage: PlainCommand = {
  id: 'quayside.image.build',
  title: 'Build…',
  docker: ['docker image build', 'docker build', 'docker buildx build', 'docker builder build'],
  icon: 'tools',
  onDockerfiles: true,
  titleOf: { views: ['quayside.images'], group: 'navigation@0' },
  run: async (context, [given] = []) => {
    const dockerfile = context.ui.pathOf(given) ?? (await chooseDockerfile(context));
    if (dockerfile === undefined) {
      return;
    }
    const instructions = await readInstructions(context, dockerfile);
    const key = `build:${dockerfile}`;
    const initial = { ...initialOptions(dockerfile, instructions), ...(context.memory.get(key) as object | undefined) };
    const title = `Build ${basename(dirname(dockerfile))}/${basename(dockerfile)}`;
    const answer = await askForm(context.ui, { title, actions: ['Build'], fields: buildFields(instructions) }, initial);
    if (answer) {
      await context.memory.set(key, remembered(answer.values));
      startBuild(context, requestOf(dockerfile, instructions, answer.values));
    }
  },
};

export const buildStage: PlainCommand = {
  id: buildStageCommand,
  title: 'Build This Stage',
  docker: [],
  hidden: true,
  run: (context, given = []) => buildTarget(context, given, false),
};

export const runStage: PlainCommand = {
  id: runStageCommand,
  title: 'Build and Run This Stage',
  docker: [],
  hidden: true,
  run: (context, given = []) => buildTarget(context, given, true),
};

/** Build arguments may be secret; the rest is likely to be wanted again. */
function remembered({ buildArgs: _secret, ...rest }: BuildOptions): Partial<BuildOptions> {
  return rest;
}

/** What the code lenses run: a stage by its name or number, with what was chosen the last time. */
async function buildTarget(context: Context, [uri, stage]: readonly unknown[], run: boolean): Promise<void> {
  const dockerfile = context.ui.pathOf(uri);
  if (dockerfile === undefined || typeof stage !== 'string') {
    throw new EngineError('invalid', 'Only Dockerfiles on disk can be built.', { nextStep: 'Save the file first.' });
  }
  const instructions = await readInstructions(context, dockerfile);
  const initial = initialOptions(dockerfile, instructions);
  const last = context.memory.get(`build:${dockerfile}`) as Partial<BuildOptions> | undefined;
  const stages = stagesOf(instructions);
  const isLast = stage.toLowerCase() === stages.at(-1) || stage === String(stages.length - 1);
  const tag = isLast
    ? (last?.tag ?? initial.tag)
    : `${tagFor(basename(dirname(dockerfile))).split(':')[0]}:${stageTag(stage)}`;
  startBuild(
    context,
    requestOf(dockerfile, instructions, { ...initial, ...last, tag, target: isLast ? '' : stage }),
    run,
  );
}

function stageTag(stage: string): string {
  return /^\d/.test(stage) ? `stage-${stage}` : stage.toLowerCase();
}

/** Builds in a terminal; the command is done, the build goes on. */
export function startBuild(context: Context, request: BuildRequest, run = false): void {
  const release = context.hold();
  const line = buildLine(request);
  context.ui.openTerminal(`Build ${request.tags[0] ?? basename(request.dockerfile)}`, async (screen) =>
    buildOnScreen(context, request, screen, (outcome) => {
      if ('failure' in outcome) {
        context.log(line, outcome.failure.message);
        release();
        return;
      }
      context.log(line, 'done');
      offerMore(context, request, outcome.summary, run)
        .catch((error) => context.ui.error(error instanceof Error ? error.message : String(error)))
        .finally(release);
    }),
  );
}

/** What people do with a new image: run it, or see what it is made of. */
async function offerMore(
  context: Context,
  { tags: [tag] }: BuildRequest,
  summary: string,
  run: boolean,
): Promise<void> {
  if (tag === undefined) {
    context.ui.info(summary);
    return;
  }
  const actions = { run: 'Run…', layers: showLayers.title };
  const chosen = run ? actions.run : await context.ui.tell(summary, actions.run, actions.layers);
  const image =
    chosen && (await context.engine.images.list()).flatMap(namesOf).find(({ reference }) => reference === tag);
  if (image) {
    await (chosen === actions.run ? runWithForm(context, image, 'run') : showLayers.run(context, [image]));
  }
}

async function readInstructions({ ui }: Context, dockerfile: string): Promise<readonly InstructionText[]> {
  await ui.saveFile(dockerfile);
  const text = await readFile(dockerfile, 'utf8').catch((error) => {
    throw new EngineError('not-found', `Could not read ${dockerfile}: ${error.message}.`);
  });
  return instructionsOf(text);
}

async function chooseDockerfile({ ui }: Context): Promise<string | undefined> {
  const { active, all } = await ui.dockerfiles();
  if (active !== undefined) {
    return active;
  }
  if (all.length === 0) {
    throw new EngineError('not-found', 'There is no Dockerfile in this workspace.', {
      nextStep: 'Open one, or make one.',
    });
  }
  return all.length === 1
    ? all[0]
    : ui.pick(
        { title: 'Build: choose a Dockerfile' },
        all.map((path) => ({ label: basename(path), description: dirname(path), value: path })),
      );
}
