import { dl4006 } from '../../../server/src/rules/dl4006-pipefail';
import { ruleCases } from '../../support/rule-cases';

ruleCases(dl4006, {
  marks: [
    'RUN a ⟦|⟧ b | c',
    'RUN a ⟦|⟧& b',
    'RUN echo | x && a \\\n  ⟦|⟧ b',
    'RUN X=$(a ⟦|⟧ b)',
    'RUN (a ⟦|⟧ b) || c',
    'RUN sh -c "a ⟦|⟧ b"',
    'RUN <<EOF\na ⟦|⟧ b\nEOF',
    'SHELL ["/bin/bash", "-c"]\nRUN a ⟦|⟧ b',
    'SHELL ["/bin/bash", "-o", "pipefail", "-c"]\nRUN a | b\nSHELL ["/bin/sh", "-c"]\nRUN a ⟦|⟧ b',
    'SHELL ["/bin/bash", "-eo", "pipefail", "-c"]\nRUN a | b',
    'FROM debian:13 AS a\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\nFROM a\nRUN a | b',
    'FROM debian:13\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\nFROM debian:13\nRUN a ⟦|⟧ b',
    'RUN set -o pipefail; a | b',
    'RUN <<EOF\n#!/bin/bash -euo pipefail\na | b\nEOF',
    'RUN <<EOF\n#!/usr/bin/env bash\nset -euo pipefail\na | b\nEOF',
    'RUN bash -o pipefail -c "a | b"',
    'RUN yes | a; printf x | b; cat <<EOF | c\nx\nEOF',
    'RUN a | b || true',
    'RUN if a | b; then c; fi',
    'RUN echo "$(a | b)"',
    'SHELL ["pwsh", "-c"]\nRUN a | b',
    "RUN a '|' b || c",
    'ONBUILD RUN a | b',
    'CMD a | b',
  ],
  fixes: [
    ['RUN a | b', 'SHELL ["/bin/bash", "-o", "pipefail", "-c"]\nRUN a | b'],
    ['FROM alpine:3.22\nRUN a | b', 'FROM alpine:3.22\nSHELL ["/bin/ash", "-o", "pipefail", "-c"]\nRUN a | b'],
  ],
});
