import { undefinedArgInFrom } from '../../../server/src/rules/undefined-arg-in-from';
import { ruleCases } from '../../support/rule-cases';

ruleCases(undefinedArgInFrom, {
  marks: [
    'FROM a:⟦$x⟧',
    'FROM ⟦${x:-a}⟧',
    'ARG x\nFROM a:$x',
    'ARG x=1 y\nFROM a:$x$y',
    'FROM a:⟦$x⟧$x',
    'FROM --platform=⟦$x⟧ a:⟦$x⟧',
    'FROM --platform=$BUILDPLATFORM a:$TARGETARCH',
    'FROM a AS b\nARG x=1\nFROM a:⟦$x⟧',
    'FROM a:${TARGETARCH:+⟦$y⟧}',
  ],
  fixes: [
    ['ARG version=1\nFROM a:${verson}', 'ARG version=1\nFROM a:${version}'],
    ['ARG a=1\nFROM b:$other', 'ARG a=1\nARG other\nFROM b:$other'],
  ],
});
