import { type BuildCalls, buildCalls } from './builds';
import { type ContainerCalls, containerCalls } from './containers';
import { type ExecCalls, execCalls } from './exec';
import { type FileCalls, fileCalls } from './files';
import { type HelperCalls, helperCalls } from './helpers';
import { type ImageCalls, imageCalls } from './images';
import { type LogCalls, logCalls } from './logs';
import { type NetworkCalls, networkCalls } from './networks';
import { type StatsCalls, statsCalls } from './stats';
import { type SystemCalls, systemCalls } from './system';
import { type TransferCalls, transferCalls } from './transfers';
import type { Caller } from './transport';
import { type VolumeCalls, volumeCalls } from './volumes';

/** Everything that can be asked of an engine. */
export interface Engine {
  readonly containers: ContainerCalls;
  readonly exec: ExecCalls;
  readonly files: FileCalls;
  readonly helpers: HelperCalls;
  readonly logs: LogCalls;
  readonly stats: StatsCalls;
  readonly images: ImageCalls;
  readonly transfers: TransferCalls;
  readonly builds: BuildCalls;
  readonly volumes: VolumeCalls;
  readonly networks: NetworkCalls;
  readonly system: SystemCalls;
}

export function engineOn(caller: Caller): Engine {
  return {
    containers: containerCalls(caller),
    exec: execCalls(caller),
    files: fileCalls(caller),
    helpers: helperCalls(caller),
    logs: logCalls(caller),
    stats: statsCalls(caller),
    images: imageCalls(caller),
    transfers: transferCalls(caller),
    builds: buildCalls(caller),
    volumes: volumeCalls(caller),
    networks: networkCalls(caller),
    system: systemCalls(caller),
  };
}
