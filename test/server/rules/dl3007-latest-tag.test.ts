import { dl3007 } from '../../../server/src/rules/dl3007-latest-tag';
import { ruleCases } from '../../support/rule-cases';

ruleCases(dl3007, {
  marks: [
    'FROM debian:⟦latest⟧',
    'FROM "debian:⟦latest⟧"',
    'FROM localhost:5000/a:⟦latest⟧ AS b\nFROM b',
    'ARG R\nFROM $R/a:⟦latest⟧',
    'FROM debian:latest-slim',
    'FROM latest:1',
    'FROM debian:latest@sha256:7959ed6f7e35f8b1aaa06d1d8259d4ee25aa85a086d5c125480c333183f9deeb',
  ],
});
