import type { CodeLens } from 'vscode-languageserver-types';
import type { Dockerfile } from '../model/dockerfile';
import { buildStageCommand, runStageCommand } from '../protocol';
import { rangeOf } from './positions';

/** Build and run each stage, from its FROM; the client has the commands. */
export function codeLenses(file: Dockerfile, uri: string): CodeLens[] {
  return file.stages.flatMap((stage) => {
    const range = rangeOf(file.tree, stage.from.keyword);
    const last = stage.index === file.stages.length - 1;
    const target = stage.name ?? String(stage.index);
    const what = last ? 'image' : 'stage';
    return [
      { range, command: { title: `Build this ${what}`, command: buildStageCommand, arguments: [uri, target] } },
      { range, command: { title: 'Build and run', command: runStageCommand, arguments: [uri, target] } },
    ];
  });
}
