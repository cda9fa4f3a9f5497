import { redundantTargetPlatform } from '../../../server/src/rules/redundant-target-platform';
import { ruleCases } from '../../support/rule-cases';

ruleCases(redundantTargetPlatform, {
  marks: [
    'FROM ⟦--platform=$TARGETPLATFORM⟧ a',
    'FROM ⟦--platform=${TARGETPLATFORM}⟧ a',
    'FROM ⟦--platform=${TARGETPLATFORM:-x}⟧ a',
    'FROM --platform=$BUILDPLATFORM a',
    'FROM --platform=$TARGETOS/$TARGETARCH a',
    'FROM --platform=$TARGETPLATFORM/v8 a',
    'FROM --platform=linux/amd64 a',
  ],
  fixes: [['FROM --platform=$TARGETPLATFORM  a AS b', 'FROM a AS b']],
});
