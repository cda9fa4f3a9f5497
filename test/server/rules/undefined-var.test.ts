import { undefinedVar } from '../../../server/src/rules/undefined-var';
import { ruleCases } from '../../support/rule-cases';

ruleCases(undefinedVar, {
  marks: [
    'COPY ⟦$x⟧ ⟦$x⟧',
    'ENV a=⟦$x⟧$x',
    'ENV a=⟦${x:-1}⟧',
    'ENV a=1 b=⟦$a⟧',
    'ENV a=1\nENV b=$a',
    'ARG x\nENV a=$x',
    'ARG x\nFROM debian\nENV a=⟦$x⟧',
    'FROM debian AS a\nARG x\nFROM a\nENV b=$x',
    'FROM debian\nENV a=⟦$TARGETARCH⟧',
    'FROM debian\nENV a=⟦$HTTP_PROXY⟧',
    'FROM debian\nARG BUILDKIT_SBOM_SCAN_STAGE=1\nENV a=$BUILDKIT_SBOM_SCAN_STAGE',
    'ENV a=$PATH',
    'EXPOSE $x',
    'RUN echo $x\nCMD $x\nHEALTHCHECK CMD $x',
    'RUN --mount=type=cache,target=⟦$x⟧/y true',
    'COPY <<E /x\n⟦$x⟧\nE',
    'USER ⟦$x⟧\nVOLUME ⟦$x⟧\nLABEL ⟦$x⟧=1\nSTOPSIGNAL ⟦${x:-9}⟧',
    'FROM node\nENV a=$x',
    'FROM node AS a\nFROM a\nENV a=$x',
    'FROM debian AS a\nENV a=$x\nFROM debian',
    'FROM debian AS a\nONBUILD ENV y=$x\nFROM ⟦a⟧',
    "ENV a='$x' b=\\$x",
  ],
  fixes: [
    ['ENV version=1\nLABEL v=$verison', 'ENV version=1\nLABEL v=$version'],
    ['ARG V=1\nFROM debian\nLABEL v=$V', 'ARG V=1\nFROM debian\nARG V\nLABEL v=$V'],
    ['FROM debian\ncopy a /$TARGETARCH', 'FROM debian\narg TARGETARCH\ncopy a /$TARGETARCH'],
  ],
});
