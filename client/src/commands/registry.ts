import type { Command } from './command';
import { inspectContainer } from './container/inspect';
import { killContainer } from './container/kill';
import { listContainers } from './container/list';
import { pauseContainer } from './container/pause';
import { pruneContainers } from './container/prune';
import { removeContainer } from './container/remove';
import { restartContainer } from './container/restart';
import { startContainer } from './container/start';
import { stopContainer } from './container/stop';
import { unpauseContainer } from './container/unpause';
import { chooseEngine } from './engine/choose';
import { diagnoseEngine } from './engine/diagnose';
import { installEngine } from './engine/install';
import { reconnectEngine } from './engine/reconnect';
import { inspectImage } from './image/inspect';
import { listImages } from './image/list';
import { pruneImages } from './image/prune';
import { removeImage } from './image/remove';
import { runImage } from './image/run';

/** Every command, by object. */
export const commands: readonly Command[] = [
  startContainer,
  stopContainer,
  restartContainer,
  killContainer,
  pauseContainer,
  unpauseContainer,
  removeContainer,
  pruneContainers,
  inspectContainer,
  listContainers,

  runImage,
  removeImage,
  pruneImages,
  inspectImage,
  listImages,

  chooseEngine,
  reconnectEngine,
  diagnoseEngine,
  installEngine,
];
