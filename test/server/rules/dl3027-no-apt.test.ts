import { dl3027 } from '../../../server/src/rules/dl3027-no-apt';
import { ruleCases } from '../../support/rule-cases';

ruleCases(dl3027, {
  onBuild: true,
  marks: [
    'RUN ⟦apt⟧ update && ⟦apt⟧ -y install a',
    'RUN sudo ⟦/usr/bin/apt⟧ install a',
    'RUN ["sh", "-c", "⟦apt⟧ update"]',
    'RUN apt-get update; apt-cache show a; apt-mark hold a',
    'RUN echo apt',
    'CMD apt update',
  ],
  fixes: [
    ['RUN apt install a', 'RUN apt-get install a'],
    ['RUN apt search a', 'RUN apt-cache search a'],
    ['RUN apt list', 'RUN apt list'],
  ],
});
