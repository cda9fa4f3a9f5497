import { dl3060 } from '../../../server/src/rules/dl3060-yarn-cache-clean';
import { ruleCases } from '../../support/rule-cases';

ruleCases(dl3060, {
  from: 'node:22',
  onBuild: true,
  marks: [
    'RUN ⟦yarn install⟧ --frozen-lockfile',
    'RUN yarn cache clean && ⟦yarn --cwd x install⟧',
    'RUN yarn install && yarn build && yarn cache clean',
    'RUN --mount=type=cache,target=/root/.cache/yarn yarn install',
    'RUN --mount=type=cache,target=/root/.cache yarn install',
    'RUN yarn install && rm -rf /root/.cache/yarn',
    'RUN yarn build',
  ],
  fixes: [['RUN yarn install', 'RUN yarn install && yarn cache clean']],
});
