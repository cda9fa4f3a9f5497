import type { Command } from './command';
import { attachContainer } from './container/attach';
import { copyContainerAddress } from './container/copy-address';
import { copyContainerFiles } from './container/copy-files';
import { copyContainerId } from './container/copy-id';
import { copyContainerName } from './container/copy-name';
import { copyRunCommand } from './container/copy-run-command';
import { execInContainer } from './container/exec';
import { inspectContainer } from './container/inspect';
import { killContainer } from './container/kill';
import { listContainers } from './container/list';
import { showLogs } from './container/logs';
import { showLogsSince } from './container/logs-since';
import { openContainerFile } from './container/open-file';
import { openInBrowser } from './container/open-in-browser';
import { openPort } from './container/open-port';
import { pauseContainer } from './container/pause';
import { pruneContainers } from './container/prune';
import { recreateContainer } from './container/recreate';
import { removeContainer } from './container/remove';
import { renameContainer } from './container/rename';
import { restartContainer } from './container/restart';
import { openShell } from './container/shell';
import { startContainer } from './container/start';
import { startAttachedContainer } from './container/start-attached';
import { showStats } from './container/stats';
import { stopContainer } from './container/stop';
import { stopAllContainers } from './container/stop-all';
import { unpauseContainer } from './container/unpause';
import { createDockerfile } from './dockerfile/create';
import { chooseEngine } from './engine/choose';
import { diagnoseEngine } from './engine/diagnose';
import { installEngine } from './engine/install';
import { reconnectEngine } from './engine/reconnect';
import { addFilesToWorkspace } from './file/add-to-workspace';
import { copyFilePath } from './file/copy-path';
import { downloadFile } from './file/download';
import { newFile } from './file/new-file';
import { newFolder } from './file/new-folder';
import { refreshFiles } from './file/refresh';
import { removeFile } from './file/remove';
import { renameFile } from './file/rename';
import { dropFiles, uploadFiles, uploadFolders } from './file/upload';
import { learnDocker } from './help/learn';
import { buildImage, buildStage, runStage } from './image/build';
import { copyImageId } from './image/copy-id';
import { copyImageName } from './image/copy-name';
import { createFromImage } from './image/create';
import { inspectImage } from './image/inspect';
import { showLayers } from './image/layers';
import { listImages } from './image/list';
import { loadImages } from './image/load';
import { pruneImages } from './image/prune';
import { pullImage } from './image/pull';
import { pushImage } from './image/push';
import { removeImage } from './image/remove';
import { runImage } from './image/run';
import { saveImages } from './image/save';
import { searchHub } from './image/search';
import { tagImage } from './image/tag';
import { connectNetwork } from './network/connect';
import { copyNetworkName } from './network/copy-name';
import { createNetwork } from './network/create';
import { disconnectNetwork } from './network/disconnect';
import { inspectNetwork } from './network/inspect';
import { listNetworks } from './network/list';
import { pruneNetworks } from './network/prune';
import { removeNetwork } from './network/remove';
import { showRule } from './rule/show';
import { systemDiskUsage } from './system/disk-usage';
import { measureDisk } from './system/measure';
import { pruneSystem } from './system/prune';
import { pruneBuildCache } from './system/prune-build-cache';
import { arrangeCommands } from './view/arrange';
import { copyValue } from './view/copy';
import { filterCommands } from './view/filter';
import { copyVolumeName } from './volume/copy-name';
import { createVolume } from './volume/create';
import { inspectVolume } from './volume/inspect';
import { listVolumes } from './volume/list';
import { pruneVolumes } from './volume/prune';
import { removeVolume } from './volume/remove';

/** Every command, by object. */
export const commands: readonly Command[] = [
  startContainer,
  startAttachedContainer,
  stopContainer,
  stopAllContainers,
  restartContainer,
  killContainer,
  pauseContainer,
  unpauseContainer,
  renameContainer,
  recreateContainer,
  showLogs,
  showLogsSince,
  showStats,
  openShell,
  execInContainer,
  attachContainer,
  openInBrowser,
  openPort,
  openContainerFile,
  copyContainerFiles,
  inspectContainer,
  listContainers,
  copyContainerName,
  copyContainerId,
  copyContainerAddress,
  copyRunCommand,
  removeContainer,
  pruneContainers,

  buildImage,
  buildStage,
  runStage,
  runImage,
  createFromImage,
  tagImage,
  pullImage,
  searchHub,
  pushImage,
  saveImages,
  loadImages,
  inspectImage,
  showLayers,
  listImages,
  copyImageName,
  copyImageId,
  removeImage,
  pruneImages,

  createDockerfile,

  createVolume,
  inspectVolume,
  listVolumes,
  copyVolumeName,
  removeVolume,
  pruneVolumes,

  addFilesToWorkspace,
  refreshFiles,
  downloadFile,
  newFile,
  newFolder,
  uploadFiles,
  uploadFolders,
  dropFiles,
  copyFilePath,
  renameFile,
  removeFile,

  createNetwork,
  connectNetwork,
  disconnectNetwork,
  inspectNetwork,
  listNetworks,
  copyNetworkName,
  removeNetwork,
  pruneNetworks,

  pruneSystem,
  pruneBuildCache,
  systemDiskUsage,
  measureDisk,

  chooseEngine,
  reconnectEngine,
  diagnoseEngine,
  installEngine,

  showRule,
  learnDocker,

  ...filterCommands,
  ...arrangeCommands,
  copyValue,
];
