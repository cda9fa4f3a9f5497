import { multipleInstructionsDisallowed } from '../../../server/src/rules/multiple-instructions-disallowed';
import { ruleCases } from '../../support/rule-cases';

ruleCases(multipleInstructionsDisallowed, {
  marks: [
    '⟦CMD a⟧\nCMD b',
    '⟦CMD a⟧\n⟦CMD b⟧\nCMD c',
    'CMD a\nENTRYPOINT b\nHEALTHCHECK NONE',
    '⟦HEALTHCHECK CMD a⟧\nRUN x\nHEALTHCHECK NONE',
    'FROM a AS b\nCMD c\nFROM b\nCMD d',
    'ONBUILD CMD a\nCMD b',
    'ARG a\n⟦CMD b⟧\nCMD c\nFROM d\nCMD e',
    'FROM a AS b\nONBUILD CMD c\nFROM ⟦b⟧\nCMD d',
    '# check=skip=MultipleInstructionsDisallowed\nFROM a\nCMD b\nCMD c',
    '# x\nFROM a\nCMD b\n# check=skip=MultipleInstructionsDisallowed\nCMD c',
    '# x\nFROM a\n# check=skip=MultipleInstructionsDisallowed\n⟦CMD b⟧\nCMD c',
  ],
  fixes: [
    ['CMD a \\\n  b\nRUN c\nCMD d', 'RUN c\nCMD d'],
    ['ENTRYPOINT a\nENTRYPOINT b', 'ENTRYPOINT b'],
  ],
});
