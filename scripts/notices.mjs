// The licences of the packages whose code is in the bundles: they ask to be passed on with it.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Licences that let their code be part of ours, as long as the notice comes along. */
const accepted = /^(MIT|ISC|BSD-2-Clause|BSD-3-Clause|Apache-2\.0|0BSD|CC0-1\.0|CC-BY-3\.0|Unlicense|BlueOak-1\.0\.0)$/;

/**
 * The text of the notices file.
 * @param root the folder of the project
 * @param metafiles what esbuild tells of its builds
 * @throws if a package has no licence, or one that is not accepted
 */
export function notices(root, metafiles) {
  const folders = new Set();
  for (const { outputs } of metafiles) {
    for (const { inputs } of Object.values(outputs)) {
      for (const [path, { bytesInOutput }] of Object.entries(inputs)) {
        const [folder] = path.match(/^.*node_modules\/(?:@[^/]+\/)?[^/]+/) ?? [];
        if (folder && bytesInOutput > 0) folders.add(folder);
      }
    }
  }
  const sections = [...folders].sort().map((folder) => section(join(root, folder)));
  return `# Third-party notices\n\nQuayside contains code of these packages.\n\n${[...new Set(sections)].join('\n')}`;
}

function section(folder) {
  const { name, version, license, homepage, repository } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  );
  if (!accepted.test(license)) throw new Error(`${name} ${version}: the licence ${license} has not been accepted.`);
  const file = readdirSync(folder).find((entry) => /^licen[cs]e(\.(md|txt))?$/i.test(entry));
  const text = file ? readFileSync(join(folder, file), 'utf8').replace(/\r\n/g, '\n').trim() : `Licence: ${license}`;
  const address = homepage ?? (typeof repository === 'string' ? repository : repository?.url) ?? '';
  return `## ${name} ${version}\n\n${address}\n\n\`\`\`\n${text}\n\`\`\`\n`;
}
