import { dl3028 } from '../../../server/src/rules/dl3028-pin-gem-versions';
import { ruleCases } from '../../support/rule-cases';

ruleCases(dl3028, {
  from: 'ruby:3.4',
  onBuild: true,
  marks: [
    'RUN gem install ⟦a⟧ b:1 ⟦c⟧',
    'RUN gem i --no-document ⟦a⟧ -- --with-x y',
    'RUN gem install a -v 1',
    'RUN gem install --version=1 a',
    'RUN gem install ./a.gem b.gem',
    'RUN gem update --system && gem install',
  ],
  fixes: [['RUN gem install a', 'RUN gem install a:VERSION']],
});
