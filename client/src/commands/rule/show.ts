import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { PlainCommand } from '../command';

export const showRule: PlainCommand = {
  id: 'quayside.rule.show',
  title: 'Explain Rule…',
  docker: [],
  offline: true,
  run: async ({ ui, docs }, [given] = []) => {
    const folder = join(docs, 'rules');
    const codes = (await readdir(folder)).flatMap((name) => (name === 'README.md' ? [] : name.replace(/\.md$/, '')));
    // What a link passes is only ever compared: it cannot lead to another file.
    const code =
      codes.find((known) => known === given) ??
      (await ui.pick(
        { title: 'Explain Rule', placeholder: 'Why it is there, with good and bad examples' },
        codes.sort().map((label) => ({ label, value: label })),
      ));
    if (code !== undefined) {
      await ui.showPage(join(folder, `${code}.md`));
    }
  },
};
