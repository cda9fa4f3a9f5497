import { dl3009 } from '../../../server/src/rules/dl3009-remove-apt-lists';
import { ruleCases } from '../../support/rule-cases';

ruleCases(dl3009, {
  marks: [
    'RUN ⟦apt-get update⟧ && apt-get install -y a',
    'RUN ⟦apt-get -qq update⟧',
    'RUN ⟦apt update⟧',
    'RUN ⟦aptitude update⟧',
    'RUN apt-get update; ⟦apt-get update⟧',
    'RUN ⟦apt-get update⟧ && rm -rf /tmp/x && apt-get clean',
    'RUN rm -rf /var/lib/apt/lists/* && ⟦apt-get update⟧',
    'RUN --mount=type=cache,target=/var/cache/apt ⟦apt-get update⟧',
    'RUN --mount=type=bind,target=/var/lib/apt ⟦apt-get update⟧',
    'ONBUILD RUN ⟦apt-get update⟧',
    'FROM debian:13 AS a\nRUN ⟦apt-get update⟧\nFROM a',
    'RUN apt-get update\nRUN apt-get install -y a',
    'RUN ⟦apt-get update⟧ && apt-get install -y a\nRUN apt-get install -y b',
    'FROM debian:13 AS a\nRUN apt-get update\nFROM debian:13\nCOPY --from=a /x /y',
    'RUN apt-get update && apt-get install -y a && rm -r /var/lib/apt/lists',
    'RUN apt-get update && rm -rf "/var/lib/apt/lists/"*',
    'RUN apt-get update && rm -rf /tmp/* /var/lib/{apt,dpkg,cache}/',
    'RUN apt-get update && rm -rf /var/lib/apt/*',
    'RUN apt-get update && find /var/lib/apt/lists -type f -delete',
    'RUN apt-get update && apt-get distclean',
    'RUN --mount=type=cache,target=/var/lib/apt apt-get update',
    'RUN --mount=type=tmpfs,dst=/var/lib/apt/lists apt-get update',
    'RUN --mount=type=cache,target=/var/lib apt-get update',
  ],
  fixes: [
    ['RUN apt-get update', 'RUN apt-get update && rm -rf /var/lib/apt/lists/*'],
    [
      'RUN apt-get update \\\n    && a \\\n    && b\nCMD c',
      'RUN apt-get update \\\n    && a \\\n    && b \\\n    && rm -rf /var/lib/apt/lists/*\nCMD c',
    ],
    ['RUN apt-get update && \\\n\tb\n', 'RUN apt-get update && \\\n\tb && \\\n\trm -rf /var/lib/apt/lists/*\n'],
    ['RUN apt-get update \\\r\n && b\r\n', 'RUN apt-get update \\\r\n && b \\\r\n && rm -rf /var/lib/apt/lists/*\r\n'],
    ['RUN <<EOF\napt-get update\nEOF', 'RUN <<EOF\napt-get update\nrm -rf /var/lib/apt/lists/*\nEOF'],
    ['RUN <<-EOF\n\tapt-get update\n\tEOF', 'RUN <<-EOF\n\tapt-get update\n\trm -rf /var/lib/apt/lists/*\n\tEOF'],
    ['RUN apt-get update # all', 'RUN apt-get update # all'],
    ['RUN apt-get update;', 'RUN apt-get update;'],
    ['RUN ["apt-get", "update"]', 'RUN ["apt-get", "update"]'],
    // The second RUN needs the lists.
    ['RUN apt-get update && a\nRUN apt-get install -y b', 'RUN apt-get update && a\nRUN apt-get install -y b'],
    [
      'RUN apt-get update && a\nRUN apt-get update && apt-get install -y b',
      'RUN apt-get update && a && rm -rf /var/lib/apt/lists/*\nRUN apt-get update && apt-get install -y b',
    ],
  ],
});
