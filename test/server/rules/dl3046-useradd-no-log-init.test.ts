import { dl3046 } from '../../../server/src/rules/dl3046-useradd-no-log-init';
import { ruleCases } from '../../support/rule-cases';

ruleCases(dl3046, {
  onBuild: true,
  marks: [
    'RUN ⟦useradd⟧ -u 100000 a',
    'RUN ⟦useradd⟧ -mu100000 a; ⟦useradd⟧ --uid 123456 a',
    'RUN useradd -u 99999 a',
    'RUN useradd -lu 100000 a; useradd --no-log-init -u 100000 a',
    'RUN useradd -u $USER_ID a',
    'RUN useradd -g 100000 a',
  ],
  fixes: [['RUN useradd -u 100000 a', 'RUN useradd -l -u 100000 a']],
});
