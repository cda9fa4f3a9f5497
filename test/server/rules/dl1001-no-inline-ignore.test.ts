import { dl1001 } from '../../../server/src/rules/dl1001-no-inline-ignore';
import { ruleCases } from '../../support/rule-cases';

ruleCases(dl1001, {
  marks: [
    '⟦# hadolint ignore=DL3003⟧\nRUN cd /',
    '⟦#hadolint ignore = DL3003 # why⟧\nRUN cd /',
    '⟦# hadolint ignore=DL3004⟧\nONBUILD RUN sudo x',
    '# hadolint global ignore=DL3003\nRUN cd /',
    '# hadolint shell=pwsh\nRUN x',
    '# shellcheck disable=SC2086\nRUN x',
    '# ignore=DL3003\nRUN x',
  ],
  fixes: [['# a\n# hadolint ignore=DL3003\nRUN cd /', '# a\nRUN cd /']],
});
