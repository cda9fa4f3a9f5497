import { dl3045 } from '../../../server/src/rules/dl3045-copy-relative-destination';
import { ruleCases } from '../../support/rule-cases';

ruleCases(dl3045, {
  marks: [
    'COPY a ⟦b⟧',
    'COPY a ⟦.⟧',
    'COPY a "b ⟦c"⟧',
    'ONBUILD COPY a ⟦b⟧',
    'WORKDIR /x\nONBUILD COPY a b',
    'COPY ["a", ⟦"b"⟧]',
    'COPY a /b',
    'COPY a "/b"',
    'COPY a C:\\\\b',
    'COPY a "c:/b"',
    'ENV D=/x\nCOPY a $D',
    'ARG D\nCOPY a $D/b',
    'WORKDIR /x\nCOPY a b',
    'ADD a b',
    'FROM scratch\nCOPY a b',
  ],
});
