import { dl3016 } from '../../../server/src/rules/dl3016-pin-npm-versions';
import { ruleCases } from '../../support/rule-cases';

ruleCases(dl3016, {
  from: 'node:22',
  onBuild: true,
  marks: [
    'RUN npm install -g ⟦a⟧ b@1 ⟦@c/d⟧ @c/d@1',
    'RUN npm --loglevel warn i ⟦a⟧ && npm add ⟦b⟧',
    'RUN npm install --prefix /x --registry https://y ⟦a⟧',
    'RUN npm install ⟦git+https://x.org/a.git⟧ git+https://x.org/a.git#v1',
    'RUN npm install',
    'RUN npm ci && npm run install a',
    'RUN npm install ./a ../b . /c d.tgz https://x.org/e.tgz',
    'RUN npm install a@$VERSION $PACKAGES',
    'RUN cnpm install a',
  ],
  fixes: [['RUN npm install @c/d', 'RUN npm install @c/d@VERSION']],
});
