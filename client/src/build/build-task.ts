import { dirname, isAbsolute, resolve } from 'node:path';
import { EngineError } from '../engine/errors';
import { record, stringMap, text, texts } from '../engine/raw';
import { tagFor } from './build-options';
import { secretSource } from './lent';
import type { BuildRequest } from './run-build';

export const buildTaskType = 'quayside';

const path = 'relative to the workspace folder, or absolute.';

/** What a build is called in tasks.json: `{ "type": "quayside", "task": "build" }`. */
export const buildTaskDefinition = {
  type: buildTaskType,
  required: ['task'],
  properties: {
    task: { type: 'string', enum: ['build'], description: 'Build an image.' },
    dockerfile: { type: 'string', default: 'Dockerfile', description: `The Dockerfile, ${path}` },
    context: { type: 'string', description: `The build context, ${path} The folder of the Dockerfile by default.` },
    tags: { type: 'array', items: { type: 'string' }, description: "Names of the image. The folder's by default." },
    target: { type: 'string', description: 'The stage to build. The last one by default.' },
    buildArgs: {
      type: 'object',
      additionalProperties: { type: 'string' },
      description: 'Values of ARG instructions. They stay readable in the image.',
    },
    secrets: {
      type: 'array',
      items: { type: 'string' },
      description:
        'What RUN --mount=type=secret reads, as of docker build --secret: "id=npm,src=.npmrc" or "id=token,env=TOKEN".',
    },
    ssh: { type: 'boolean', default: false, description: 'Lend the keys of the SSH agent to RUN --mount=type=ssh.' },
    platform: { type: 'string', description: 'Such as linux/arm64.' },
    noCache: { type: 'boolean', default: false, description: 'Run every step anew.' },
    pull: { type: 'boolean', default: false, description: 'Pull newer base images.' },
  },
};

/** The build that a task of a workspace folder asks for. What is missing or of another type is as by default; throws an EngineError for secrets that can't be read. */
export function requestOfTask(definition: unknown, folder: string): BuildRequest {
  const task = record(definition);
  const absolute = (given: string) => (isAbsolute(given) ? given : resolve(folder, given));
  const dockerfile = absolute(text(task['dockerfile']) || 'Dockerfile');
  const context = text(task['context']) ? absolute(text(task['context'])) : dirname(dockerfile);
  const tags = texts(task['tags']);
  return {
    dockerfile,
    context,
    tags: tags.length > 0 ? tags : [tagFor(context.split(/[\\/]/).at(-1) ?? '')],
    target: text(task['target']),
    buildArgs: stringMap(task['buildArgs']),
    secrets: texts(task['secrets']).map((word) => {
      const source = secretSource(word, folder);
      if (!source) {
        throw new EngineError('invalid', `"${word}" is not a secret: write id=name,src=file or id=name,env=NAME.`);
      }
      return source;
    }),
    ssh: task['ssh'] === true,
    platform: text(task['platform']),
    noCache: task['noCache'] === true,
    pull: task['pull'] === true,
  };
}
