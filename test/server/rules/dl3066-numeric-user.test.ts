import { dl3066 } from '../../../server/src/rules/dl3066-numeric-user';
import { ruleCases } from '../../support/rule-cases';

ruleCases(dl3066, {
  marks: [
    'USER ⟦app⟧',
    'ONBUILD USER ⟦app⟧',
    'USER ⟦app:1⟧',
    'USER 1000',
    'USER 1000:app',
    'ARG U\nUSER $U',
    'ARG U\nUSER ${U:-app}:x',
    'ARG U\nFROM debian:13\nUSER $U',
    'ENV U=1\nUSER $U',
    'USER ⟦$U⟧',
    'USER',
  ],
});
