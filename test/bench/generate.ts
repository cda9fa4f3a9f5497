/**
 * Made-up Dockerfiles that look like real ones: licence header, build and final stage, long package lists, continued RUN
 * lines with comments, labels, health check. Deterministic: the same seed gives the same text.
 */

/** Mulberry32: a small seeded generator of numbers in [0, 1). */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const packages = [
  'ca-certificates',
  'curl',
  'git',
  'gnupg',
  'libpq-dev',
  'libssl-dev',
  'make',
  'gcc',
  'g++',
  'python3',
  'python3-pip',
  'tini',
  'tzdata',
  'unzip',
  'xz-utils',
  'zlib1g-dev',
  'netbase',
  'procps',
  'dirmngr',
  'libffi-dev',
];
const bases = [
  'debian:bookworm-slim',
  'alpine:3.20',
  'node:22-bookworm-slim',
  'python:3.12-slim',
  'golang:1.23-alpine',
  'ubuntu:24.04',
  'eclipse-temurin:21-jre',
  'registry.example.com:5000/team/base:2.4.1',
];
const names = ['build', 'deps', 'test', 'assets', 'runtime', 'release', 'tools'];

type Random = () => number;
const pick = <T>(next: Random, from: readonly T[]): T => from[Math.floor(next() * from.length)] as T;
const some = <T>(next: Random, from: readonly T[], least: number, most: number): T[] => {
  const count = least + Math.floor(next() * (most - least + 1));
  return [...from].sort(() => next() - 0.5).slice(0, count);
};

const header = [
  '# syntax=docker/dockerfile:1',
  '#',
  '# Copyright the authors of this project.',
  '# Licensed under the terms of the licence that stands in the file LICENSE at the root of this repository.',
  '# Unless required by applicable law or agreed to in writing, software is distributed on an "as is" basis.',
  '#',
];

/** Blocks of lines that may stand in a stage. */
const blocks: readonly ((next: Random) => string[])[] = [
  (next) => [
    '# Packages that the build needs.',
    'RUN set -eux; \\',
    '\tapt-get update; \\',
    '\tapt-get install -y --no-install-recommends \\',
    ...some(next, packages, 4, 14)
      .sort()
      .map((name) => `\t\t${name} \\`),
    '\t; \\',
    '\trm -rf /var/lib/apt/lists/*',
  ],
  (next) => [
    `ENV APP_HOME=/srv/app APP_VERSION=1.${Math.floor(next() * 90)}.0 \\`,
    '    PATH="/srv/app/bin:$PATH" \\',
    '    LANG=C.UTF-8',
  ],
  (next) => [
    'WORKDIR /srv/app',
    `COPY package.json package-lock.json ./${pick(next, ['', 'app/'])}`,
    'RUN --mount=type=cache,target=/root/.npm npm ci --omit=dev',
  ],
  (next) => [
    `ARG TOOL_VERSION=${Math.floor(next() * 20)}.4.2`,
    'RUN curl -fsSL "https://downloads.example.com/tool/v${TOOL_VERSION}/tool-linux-amd64.tar.gz" -o /tmp/tool.tgz \\',
    '    && echo "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0  /tmp/tool.tgz" | sha256sum -c - \\',
    '    # The archive has one folder at its top.',
    '    && tar -xzf /tmp/tool.tgz -C /usr/local --strip-components=1 \\',
    '    && rm /tmp/tool.tgz',
  ],
  () => [
    'RUN groupadd --gid 10001 app && useradd --uid 10001 --gid app --no-log-init app',
    'COPY --chown=app:app . .',
    'USER app',
  ],
  (next) => [
    'LABEL org.opencontainers.image.title="service" \\',
    `      org.opencontainers.image.version="${Math.floor(next() * 9)}.1" \\`,
    '      org.opencontainers.image.source="https://git.example.com/team/service"',
  ],
  () => ['RUN <<EOF', 'set -e', 'for name in one two three; do', '  install -d "/srv/app/$name"', 'done', 'EOF'],
  (next) => [
    `EXPOSE ${3000 + Math.floor(next() * 6000)}/tcp`,
    'VOLUME ["/srv/app/data"]',
    'HEALTHCHECK --interval=30s --timeout=3s CMD curl -fsS http://localhost:8080/health || exit 1',
  ],
  () => [
    '# Build it.',
    'RUN if [ -f Makefile ]; then make -j"$(nproc)" all; else ./configure --prefix=/usr/local && make install; fi',
  ],
];

/** A Dockerfile of about `lines` lines (never fewer than 12). */
export function realisticDockerfile(seed: number, lines: number): string {
  const next = random(seed);
  const out = [...header, 'ARG BASE_VERSION=1', ''];
  let stages = 0;
  const stage = () => {
    const name = `${names[stages % names.length]}${stages >= names.length ? Math.floor(stages / names.length) : ''}`;
    out.push(`FROM ${pick(next, bases)} AS ${name}`, '');
    if (stages > 0)
      out.push(
        `COPY --from=${names[(stages - 1) % names.length]}${stages > names.length ? Math.floor((stages - 1) / names.length) : ''} /usr/local /usr/local`,
      );
    stages += 1;
  };
  stage();
  while (out.length < lines - 3) {
    if (out.length > 40 * stages && next() < 0.3) stage();
    out.push(...pick(next, blocks)(next), '');
  }
  out.push('ENTRYPOINT ["/usr/bin/tini", "--"]', 'CMD ["node", "server.js"]', '');
  return out.join('\n');
}

/** Real-world sizes: most files have 15 to 80 lines, some a few hundred. */
export function realisticFiles(count: number, seed = 1): string[] {
  const next = random(seed);
  return Array.from({ length: count }, (_, i) =>
    realisticDockerfile(seed * 1000 + i, Math.round(12 + 50 * next() + (next() < 0.08 ? 250 * next() : 0))),
  );
}

/** Shapes whose cost must grow linearly with the number of lines. */
export const shapes: Readonly<Record<string, (lines: number) => string>> = {
  'ordinary instructions': (lines) => realisticDockerfile(7, lines),
  'one RUN': (lines) =>
    `FROM debian:bookworm-slim\nRUN echo start \\\n${Array.from({ length: lines - 3 }, (_, i) => ` && install -d /srv/${i} \\`).join('\n')}\n && echo end\n`,
  'one heredoc': (lines) =>
    `FROM debian:bookworm-slim\nRUN <<EOF\nset -e\n${Array.from({ length: lines - 4 }, (_, i) => `install -d /srv/${i}`).join('\n')}\nEOF\n`,
  'one ENV': (lines) =>
    `FROM debian:bookworm-slim\nENV A=1\nENV B=1 \\\n${Array.from({ length: lines - 3 }, (_, i) => `    NAME_${i}="value $A" \\`).join('\n')}\n    Z=1\n`,
};
