import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { Editor } from '../../scripts/host/editor.mjs';
import { identity } from '../../scripts/host/processes.mjs';
import { ensureEditor, ensurePackages, newestEditor } from '../../scripts/host/setup.mjs';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The folder of the npm package code-server. */
    codeServer: string;
    /** Where the packaged extension is installed. */
    extensions: string;
    /** For what this run keeps; removed at its end. */
    runFolder: string;
  }
}

/** Packs the extension and installs the package into a fresh VS Code, once for all flows. */
export async function setup({ config, provide }: TestProject): Promise<() => void> {
  const runs = join(config.root, 'out', 'flows');
  const runFolder = join(runs, String(process.pid));
  for (const name of existsSync(runs) ? readdirSync(runs) : []) {
    if (identity(Number(name)) === undefined) rmSync(join(runs, name), { recursive: true, force: true });
  }
  mkdirSync(runFolder, { recursive: true });

  await ensurePackages();
  const codeServer = await ensureEditor(newestEditor);
  let vsix = process.env['QUAYSIDE_VSIX'];
  if (!vsix) {
    vsix = join(runFolder, 'quayside.vsix');
    execFileSync(process.execPath, [join(config.root, 'scripts', 'package.mjs'), vsix], { stdio: 'pipe' });
  }
  const extensions = join(runFolder, 'extensions');
  const answer = await new Editor({ codeServer, extensions, data: join(runFolder, 'install') }).install(vsix);
  if (!answer.includes('was successfully installed')) throw new Error(`VS Code did not install ${vsix}:\n${answer}`);

  provide('codeServer', codeServer);
  provide('extensions', extensions);
  provide('runFolder', runFolder);
  return () => rmSync(runFolder, { recursive: true, force: true, maxRetries: 5 });
}
