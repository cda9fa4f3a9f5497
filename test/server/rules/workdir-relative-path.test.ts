import { workdirRelativePath } from '../../../server/src/rules/workdir-relative-path';
import { ruleCases } from '../../support/rule-cases';

ruleCases(workdirRelativePath, {
  marks: [
    'WORKDIR ⟦a⟧',
    'WORKDIR ⟦./a⟧\nWORKDIR b',
    'WORKDIR /a\nWORKDIR b',
    'WORKDIR ⟦"a b"⟧',
    'ENV d=/x\nWORKDIR $d/y',
    'ENV d=x\nWORKDIR ⟦$d/y⟧',
    'ARG d\nWORKDIR $d',
    'FROM node\nWORKDIR $HOME/x',
    'FROM a AS b\nWORKDIR /x\nFROM b\nWORKDIR y',
    'FROM a AS b\nWORKDIR /x\nFROM a\nWORKDIR ⟦y⟧',
    'FROM a AS b\nONBUILD WORKDIR x\nFROM ⟦b⟧\nWORKDIR y',
    'WORKDIR C:/a\nWORKDIR b',
    'WORKDIR C:\\\n',
  ],
  fixes: [
    ['WORKDIR a/b', 'WORKDIR /a/b'],
    ['WORKDIR "./a b"', 'WORKDIR "/a b"'],
  ],
});
