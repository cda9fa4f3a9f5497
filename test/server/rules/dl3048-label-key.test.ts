import { dl3048 } from '../../../server/src/rules/dl3048-label-key';
import { ruleCases } from '../../support/rule-cases';

ruleCases(dl3048, {
  marks: [
    'LABEL ⟦A⟧=b',
    'ONBUILD LABEL ⟦A⟧=b',
    'LABEL a=b ⟦C⟧=d e-f.g_h/i9=j',
    'LABEL ⟦1a⟧=b',
    'LABEL ⟦a-⟧=b',
    'LABEL ⟦a+b⟧=c',
    'LABEL ⟦a--b⟧=c',
    'LABEL ⟦a..b⟧=c',
    'LABEL ⟦io.docker.x⟧=y',
    'LABEL ⟦"A b"⟧=c',
    'LABEL ⟦A⟧ b c',
    'LABEL RUN="podman run IMAGE"',
    'ARG K\nLABEL $K=x',
    'FROM scratch\nLABEL $K=x',
    'LABEL ⟦a$k⟧=x ⟦"a$k.b"⟧=y',
    'ARG k\nLABEL a$k=x',
    'ENV k=b\nLABEL a$k=x',
    'ENV k=B\nLABEL ⟦a$k⟧=x',
  ],
});
