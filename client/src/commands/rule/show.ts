import { rulePages } from '../../rule-pages';
import type { PlainCommand } from '../command';

export const showRule: PlainCommand = {
  id: 'quayside.rule.show',
  title: 'Explain Rule…',
  docker: [],
  offline: true,
  run: async ({ ui, docs }) => {
    const path = await ui.pick(
      { title: 'Explain Rule', placeholder: 'Why it is there, with good and bad examples' },
      [...rulePages(docs)].map(([label, value]) => ({ label, value })),
    );
    if (path !== undefined) {
      await ui.showPage(path);
    }
  },
};
