import { dl3021 } from '../../../server/src/rules/dl3021-copy-destination-slash';
import { ruleCases } from '../../support/rule-cases';

ruleCases(dl3021, {
  marks: [
    'COPY a b ⟦/c⟧',
    'COPY a b ⟦"/c"⟧',
    'COPY ["a", "b", ⟦"/c"⟧]',
    'COPY --from=x a b ⟦c⟧',
    'COPY <<A <<B ⟦/c⟧\nx\nA\ny\nB',
    'COPY a /c',
    'ONBUILD COPY a b ⟦/c⟧',
    'COPY a b /c/',
    'COPY a b .',
    'COPY a b ./',
    'COPY a b ..',
    'COPY a b /x/.',
    'ARG D\nCOPY a b $D',
    'ENV D=/x/\nCOPY a b $D',
    'ENV D=/x\nCOPY a b ⟦$D⟧',
    'WORKDIR /x\nCOPY a b /x',
    'WORKDIR /x\nCOPY a b ../x',
  ],
  fixes: [
    ['COPY a b /c', 'COPY a b /c/'],
    ['COPY a b "/c"', 'COPY a b "/c/"'],
    ['COPY ["a", "b", "/c d"]', 'COPY ["a", "b", "/c d/"]'],
  ],
});
