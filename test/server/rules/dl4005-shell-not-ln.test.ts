import { dl4005 } from '../../../server/src/rules/dl4005-shell-not-ln';
import { ruleCases } from '../../support/rule-cases';

ruleCases(dl4005, {
  onBuild: true,
  marks: [
    'RUN ⟦ln -sf /bin/bash /bin/sh⟧',
    'RUN rm /bin/sh && ⟦ln -s bash /usr/bin/sh⟧',
    'RUN [⟦"ln", "-s", "/busybox/sh", "/bin/sh"⟧]',
    'FROM scratch\nRUN ["/busybox/ln", "-s", "/busybox/sh", "/bin/sh"]',
    'FROM scratch AS a\nFROM a\nRUN ln -s bash /bin/sh',
    'RUN ln -s /bin/sh /x',
    'RUN ln -s /bin/sh',
    'RUN ls /bin/sh',
  ],
  fixes: [
    ['RUN ln -sf /bin/bash /bin/sh', 'SHELL ["/bin/bash", "-c"]'],
    ['RUN ln -sf bash /bin/sh', 'SHELL ["/bin/bash", "-c"]'],
    ['RUN a && ln -sf bash /bin/sh', 'RUN a && ln -sf bash /bin/sh'],
  ],
});
