import { fromPlatformFlagConstDisallowed } from '../../../server/src/rules/from-platform-flag-const-disallowed';
import { ruleCases } from '../../support/rule-cases';

ruleCases(fromPlatformFlagConstDisallowed, {
  marks: [
    'FROM --platform=⟦linux/amd64⟧ a',
    'FROM --platform=⟦linux⟧ a AS b',
    'FROM --platform=⟦windows/amd64⟧ a AS linux',
    'FROM --platform=linux/arm64 a AS b-arm64',
    'FROM --platform=linux/aarch64 a AS b-arm64',
    'FROM --platform=linux/amd64 a AS Linux-b',
    'FROM --platform=$BUILDPLATFORM a',
    'FROM --platform=nonsense a',
    'FROM a',
  ],
  fixes: [['FROM --platform=linux/amd64 a', 'FROM a']],
});
