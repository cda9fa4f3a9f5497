import { dl3003 } from '../../../server/src/rules/dl3003-use-workdir';
import { ruleCases } from '../../support/rule-cases';

ruleCases(dl3003, {
  marks: [
    'RUN ⟦cd /app⟧ && make',
    'RUN ⟦cd /app⟧',
    'RUN ⟦cd "$APP"⟧; make',
    'RUN <<EOF\n⟦cd /app⟧\nmake\nEOF',
    'RUN make && ⟦cd /app⟧',
    'RUN make && cd x && make install',
    'RUN (cd /app && make)',
    'RUN for d in a b; do cd $d; done',
    'RUN cd /tmp/x && make',
    'RUN cd $(mktemp -d) && make',
    'RUN cd',
    'RUN cdparanoia /app',
    'ONBUILD RUN cd /app && make',
    'CMD cd /app && ./start',
  ],
  fixes: [
    ['RUN cd /app && make', 'WORKDIR /app\nRUN make'],
    ['RUN --network=none cd ui \\\n  && make', 'WORKDIR ui\nRUN --network=none make'],
    ['RUN cd /app', 'WORKDIR /app'],
    ['RUN cd /app; make', 'RUN cd /app; make'],
    ['RUN cd "/a b" && make', 'RUN cd "/a b" && make'],
  ],
});
