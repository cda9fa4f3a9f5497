import { dl3018 } from '../../../server/src/rules/dl3018-pin-apk-versions';
import { ruleCases } from '../../support/rule-cases';

ruleCases(dl3018, {
  from: 'alpine:3.22',
  onBuild: true,
  marks: [
    'RUN apk add --no-cache ⟦a⟧ b=1-r0 c~=1 "d>2"',
    'RUN apk --no-cache add -t .deps ⟦a⟧ \\\n  ⟦b⟧',
    'RUN apk add -X https://x --virtual=.y ⟦a@edge⟧',
    'RUN apk add $PACKAGES ./a.apk !b',
    'RUN apk del a && apk upgrade',
  ],
  fixes: [['RUN apk add a', 'RUN apk add a=VERSION']],
});
