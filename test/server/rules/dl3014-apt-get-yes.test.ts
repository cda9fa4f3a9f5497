import { dl3014 } from '../../../server/src/rules/dl3014-apt-get-yes';
import { ruleCases } from '../../support/rule-cases';

ruleCases(dl3014, {
  onBuild: true,
  marks: [
    'RUN ⟦apt-get install⟧ a',
    'RUN ⟦apt-get -q install⟧ a',
    'RUN apt-get update && ⟦apt-get install⟧ -f \\\n  a',
    'RUN apt-get install -y a',
    'RUN apt-get -yqq install a',
    'RUN apt-get install a --assume-yes',
    'RUN apt-get -q -q install a; apt-get -q=2 install a; apt-get --quiet=2 install a',
    'RUN yes | apt-get install a',
    'RUN apt-get $APT_OPTS install a',
    'RUN echo \'APT::Get::Assume-Yes "true";\' > /etc/apt/apt.conf.d/90 && apt-get install a',
    'RUN apt-get update',
  ],
  fixes: [
    ['RUN apt-get install a', 'RUN apt-get install -y a'],
    ['RUN ["apt-get", "install", "a"]', 'RUN ["apt-get", "install", "-y", "a"]'],
    ["RUN sh -c 'apt-get install a'", "RUN sh -c 'apt-get install -y a'"],
  ],
});
