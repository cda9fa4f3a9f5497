import { dl3010 } from '../../../server/src/rules/dl3010-add-archive';
import { ruleCases } from '../../support/rule-cases';

ruleCases(dl3010, {
  marks: [
    'COPY ⟦a.tar.gz⟧ /tmp/\nRUN tar -xzf /tmp/a.tar.gz',
    'COPY ⟦dist/a.tgz⟧ /x.tgz\nRUN x && tar xf x.tgz -C /y',
    'COPY --chown=app b.txt ⟦a.txz⟧ /tmp/\nRUN bsdtar --extract -f /tmp/a.txz',
    'COPY [⟦"a.tar"⟧, "/"]\nRUN ["tar", "-x", "-f", "/a.tar"]',
    'FROM debian:13\nCOPY ⟦a.tar⟧ /\nRUN tar xf /a.tar\nFROM debian:13',
    'FROM debian:13\nCOPY a.tar /\nFROM debian:13\nRUN tar xf /a.tar',
    'COPY --from=x a.tar /\nRUN tar xf /a.tar',
    'COPY a.tar /\nRUN tar -cf b.tar --exclude a.tar x',
    'RUN tar xf /a.tar\nCOPY a.tar /',
    'ONBUILD COPY ⟦a.tar⟧ /\nONBUILD RUN tar xf /a.tar',
    'COPY a.zip /\nRUN unzip a.zip',
    'COPY a.gz /\nRUN gunzip /a.gz',
    'ADD a.tar /\nRUN tar xf /b.tar',
  ],
});
