import { maintainerDeprecated } from '../../../server/src/rules/maintainer-deprecated';
import { ruleCases } from '../../support/rule-cases';

ruleCases(maintainerDeprecated, {
  marks: ['⟦MAINTAINER Ada <a@b.c>⟧', 'LABEL maintainer=x', 'ONBUILD MAINTAINER x'],
  fixes: [
    ['MAINTAINER Ada', 'LABEL org.opencontainers.image.authors="Ada"'],
    ['maintainer "A" $B \\\\ c', 'label org.opencontainers.image.authors="\\"A\\" \\$B \\\\\\\\ c"'],
    ['# escape=`\nFROM a\nMAINTAINER A`B"', '# escape=`\nFROM a\nLABEL org.opencontainers.image.authors="A``B`""'],
  ],
});
