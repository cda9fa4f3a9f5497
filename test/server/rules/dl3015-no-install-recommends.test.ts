import { dl3015 } from '../../../server/src/rules/dl3015-no-install-recommends';
import { ruleCases } from '../../support/rule-cases';

ruleCases(dl3015, {
  onBuild: true,
  marks: [
    'RUN ⟦apt-get install⟧ -y a',
    'RUN ⟦apt-get -y install⟧ a && ⟦apt-get install⟧ b',
    'RUN ⟦apt-get install⟧ -o APT::Install-Recommends=true a',
    'RUN apt-get install --no-install-recommends a',
    'RUN apt-get -oAPT::Install-Recommends=false install a',
    'RUN apt-get install -y',
    'RUN apt-get install -s a',
  ],
  fixes: [['RUN apt-get install -y a', 'RUN apt-get install --no-install-recommends -y a']],
});
