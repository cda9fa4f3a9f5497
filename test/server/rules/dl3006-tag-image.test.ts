import { dl3006 } from '../../../server/src/rules/dl3006-tag-image';
import { ruleCases } from '../../support/rule-cases';

ruleCases(dl3006, {
  marks: [
    'FROM ⟦debian⟧',
    'FROM ⟦"debian"⟧',
    'FROM ⟦localhost:5000/app⟧',
    'FROM ⟦ghcr.io/a/b⟧ AS c\nFROM c',
    'ARG V=1\nFROM debian:$V',
    'ARG B=debian\nFROM ${B}',
    'ARG R\nFROM ⟦$R/debian⟧',
    'ARG R\nFROM x$R',
    'FROM scratch',
    'FROM debian@sha256:7959ed6f7e35f8b1aaa06d1d8259d4ee25aa85a086d5c125480c333183f9deeb',
    'FROM ⟦a⟧ AS a\nFROM a',
    'FROM {{x}}',
    'FROM a:1\nONBUILD FROM debian',
    'FROM',
  ],
});
