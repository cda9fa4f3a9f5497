import { dl3019 } from '../../../server/src/rules/dl3019-apk-no-cache';
import { ruleCases } from '../../support/rule-cases';

ruleCases(dl3019, {
  from: 'alpine:3.22',
  onBuild: true,
  marks: [
    'RUN ⟦apk add⟧ a',
    'RUN apk update && ⟦apk -U add⟧ a',
    'RUN --mount=type=cache,target=/root ⟦apk add⟧ a',
    'RUN rm -rf /var/cache/apk/* && ⟦apk add⟧ a',
    'RUN apk add --no-cache a',
    'RUN apk add --no-network --virtual .x $deps',
    'RUN --mount=type=cache,target=/var/cache/apk apk add a',
    'RUN --mount=type=cache,target=/var/cache apk add a',
    'RUN --mount=type=cache,target=/etc/apk/cache apk add a',
    'RUN apk add a && rm -rf /var/cache/apk',
  ],
  fixes: [['RUN apk add a', 'RUN apk add --no-cache a']],
});
