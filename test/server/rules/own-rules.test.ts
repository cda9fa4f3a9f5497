import { describe, expect, test } from 'vitest';
import { applyChanges } from '../../../server/src/rules/fixes';
import { ruleByName, rules } from '../../../server/src/rules/registry';
import type { Rule } from '../../../server/src/rules/rule';
import { check, marked, unmarked } from '../../support/lint';
import { memoryContext } from '../../support/memory-context';

function rule(code: string): Rule {
  const found = ruleByName(code);
  if (!found) throw new Error(`no rule ${code}`);
  return found;
}

/** The text with the findings of one rule marked. */
function marks(code: string, text: string, files?: Readonly<Record<string, string>>): string {
  const model = files ? { context: memoryContext(files) } : {};
  const result = check(unmarked(text), { rules: [rule(code)], model });
  return marked({ ...result, diagnostics: result.diagnostics.filter((one) => one.code === code) });
}

/** The text after the first fix of the first finding. */
function mended(code: string, text: string): string | undefined {
  const { file, diagnostics } = check(text, { rules: [rule(code)] });
  const fix = diagnostics.find((one) => one.code === code)?.fixes[0];
  return fix && applyChanges(file.text, fix.changes);
}

const node = 'FROM node:24\nWORKDIR /app\n';

/** By rule: texts in which the findings are marked; a text without marks must be silent. */
const cases: Readonly<Record<string, readonly string[]>> = {
  RunAsRoot: [
    'FROM scratch\nCOPY app /\n⟦ENTRYPOINT⟧ ["/app"]\n',
    'FROM golang:1.25 AS build\nCOPY . .\nCMD ["x"]\nFROM alpine:3.22\nCOPY --from=build /x /x\n⟦CMD⟧ exec x\n',
    'FROM alpine:3.22 AS base\nUSER app\nFROM base\nCOPY . .\nCMD ["x"]\n',
    'FROM alpine:3.22\nCOPY . .\nCMD ["su", "-c", "x", "app"]\n',
    'FROM alpine:3.22\nCOPY . .\nENTRYPOINT ["/docker-entrypoint"]\nCMD ["x"]\n',
    'FROM alpine:3.22\nENTRYPOINT ["htop"]\n',
    'FROM alpine:3.22\nEXPOSE 80\n',
    'FROM golang:1.25-windowsservercore-ltsc2022\nCOPY . .\nCMD ["x.exe"]\n',
    'FROM debian:13\nONBUILD COPY . .\nONBUILD CMD ["x"]\n',
  ],
  AptGetUpdateAlone: [
    'FROM debian:13\nRUN ⟦apt update⟧ \\\n  && apt clean\nRUN apt install -y curl\n',
    'FROM debian:13\nRUN echo deb http://x y main >> /etc/apt/sources.list && ⟦apt-get -y update⟧\nRUN set -e; apt-get install -y curl\n',
    'FROM debian:13\nONBUILD RUN ⟦apt-get update⟧\nONBUILD RUN apt-get install -y curl\n',
    'FROM debian:13\nRUN apt-get update\nFROM debian:13\nRUN apt-get install -y curl\n',
    'FROM debian:13\nRUN apt-get update && apt-get upgrade -y\nRUN apt-get install -y curl\n',
    'FROM debian:13\nRUN [⟦"apt-get", "update"⟧]\nRUN apt-get install -y curl\n',
    'FROM debian:13\nRUN apt-get install -y curl\nRUN apt-get update\n',
  ],
  AddUrlWithoutChecksum: [
    'FROM alpine:3.22\nARG V=1\nADD ["a", ⟦"https://example.com/$V"⟧, "/x/"]\n',
    'FROM alpine:3.22\nONBUILD ADD ⟦http://example.com/x⟧ /x\n',
    'FROM alpine:3.22\nADD git@github.com:owner/name.git /x\nADD x.tar /\n',
    'FROM mcr.microsoft.com/windows/nanoserver:ltsc2022\nADD https://example.com/x.exe C:\\x.exe\n',
  ],
  CmdIgnored: [
    'FROM alpine:3.22 AS base\nENTRYPOINT app\nFROM base\nCMD ⟦["-v"]⟧\n',
    'FROM alpine:3.22\nENTRYPOINT app ${1}\nCMD ["-v"]\n',
    'FROM alpine:3.22\nENTRYPOINT ["sh", "-c", "app", "--"]\nCMD ["-v"]\n',
    'FROM alpine:3.22\nENTRYPOINT []\nCMD ["x"]\n',
    'FROM alpine:3.22\nONBUILD ENTRYPOINT app\nCMD ["x"]\n',
  ],
  SecretInLayer: [
    'FROM alpine:3.22\nCOPY package.json ⟦./config/.env.production⟧ ./\n',
    'FROM alpine:3.22\nADD ⟦.ssh⟧ /root/.ssh\n',
    'FROM alpine:3.22\nONBUILD COPY ⟦.env⟧ /\n',
    'FROM alpine:3.22\nCOPY --from=x /.env /\nCOPY environment .envrc id_rsa.pub meta.env /\n',
    'FROM alpine:3.22\nRUN ⟦printf "machine x login y password $PASSWORD" >> ~/.netrc⟧\n',
    'FROM alpine:3.22\nRUN echo "$TOKEN" > /tmp/x\n',
  ],
  HardcodedSecret: [
    `FROM alpine:3.22\nARG T=⟦ghp_${'a1B2'.repeat(9)}⟧\n`,
    `FROM alpine:3.22\nRUN <<EOF\necho ⟦glpat-${'x1y2z3'.repeat(4)}⟧\nEOF\n`,
    'FROM alpine:3.22\nRUN curl ⟦ftp://ada:l0velace@⟧ftp.example.org/x\n',
    'FROM alpine:3.22\n# https://user:s3cret1@example.org\nENV DB=postgres://app:devpass@localhost/app\n',
    'FROM alpine:3.22\nENV KEY=AKIAIOSFODNN7EXAMPLE U=https://$USER:$PASS@example.org\n',
  ],
  EndOfLifeBase: [
    'FROM python:⟦2.7.18⟧-⟦buster⟧\n',
    'FROM php:⟦7.4⟧-fpm-⟦alpine3.16⟧\nFROM php:8.4-fpm-alpine3.22\n',
    'FROM docker.io/library/ubuntu:⟦18.04⟧ AS a\nFROM ubuntu:24.04\nFROM ubuntu:noble\n',
    'ARG TAG=bullseye-slim\nFROM ⟦debian:${TAG}⟧\n',
    'FROM mcr.microsoft.com/dotnet/sdk:⟦6.0⟧-jammy\n',
    'FROM golang:1.2.3rc\nFROM node:lts\nFROM postgres:17\nFROM alpine:3.100\nFROM debian:sid\n',
    'FROM node:⟦16⟧@sha256:7959ed6f7e35f8b1aaa06d1d8259d4ee25aa85a086d5c125480c333183f9deeb\n',
  ],
  PreReleaseTag: [
    'FROM mcr.microsoft.com/dotnet/sdk:11.0-⟦preview⟧-alpine3.22\n',
    'FROM python:3.15.0⟦a2⟧\nFROM php:8.5⟦RC1⟧-cli\nFROM ruby:4.0.0-⟦preview1⟧\n',
    'FROM redis:8.2-⟦rc1⟧-alpine\n',
    'ARG V=2-beta\nFROM ⟦app:$V⟧\n',
    'FROM alpine:edge\nFROM debian:13a\nFROM x/y:prebuilt\nFROM x/y:1.0-rcX\nFROM x/y:a1b2c3d\n',
  ],
  ChownAfterCopy: [
    'FROM node:24\nWORKDIR /srv/app\nCOPY . .\nRUN make && \\\n  ⟦chown -R node:node /srv/app⟧\n',
    'FROM node:24\nCOPY --from=x /a/b.sh /usr/bin/\nRUN sudo ⟦chmod 0755 /usr/bin/b.sh⟧\n',
    'FROM node:24\nCOPY a /x/a\nRUN chmod +x /x/a && /x/a && rm /x/a\n',
    'FROM node:24\nCOPY --chmod=755 a /x/a\nRUN chmod +x /x/a\n',
    'FROM node:24\nCOPY . /app\nRUN chown -R node /app /data\n',
    'FROM node:24\nCOPY . /\nRUN chown -R node /\n',
    'FROM node:24\nCOPY . /app\nRUN chown -R $USER /app/$DIR\n',
    'FROM node:24\nRUN chown -R node /app\nCOPY . /app\n',
    'FROM node:24\nCOPY . /app\nRUN if x; then chown -R node /app; fi\n',
    'FROM node:24\nONBUILD COPY . /app\nONBUILD RUN chown -R node /app\n',
  ],
  DevelopmentServer: [
    'FROM node:24\nCMD ⟦yarn dev --host 0.0.0.0⟧\n',
    'FROM node:24\nCMD [⟦"npm", "--silent", "run", "start:dev"⟧]\n',
    'FROM python:3.13\nENTRYPOINT [⟦"flask", "--app", "x", "--debug", "run"⟧]\n',
    'FROM php:8.4\nCMD ⟦php -S 0.0.0.0:80⟧\n',
    'FROM php:8.4\nCMD php artisan migrate && exec ⟦php artisan serve --host=0.0.0.0⟧\n',
    'FROM node:24\nCMD ["npm", "run", "developer-docs"]\n',
    'FROM node:24\nCMD ["npm", "run", "dev"]\nFROM nginx:1.29\n',
    'FROM python:3.13\nCMD ["flask", "run"]\n',
    'FROM node:24\nONBUILD CMD ["npm", "run", "dev"]\n',
  ],
  SeveralServices: [
    'FROM debian:13\nENTRYPOINT ⟦/etc/init.d/ssh start⟧ ; ⟦service cron restart⟧ ; exec app\n',
    'FROM debian:13\nCMD ["sh", "-c", "x & y"]\n',
    'FROM debian:13\nCMD service nginx start\n',
    'FROM debian:13\nCMD (a & b) 2>&1\nRUN a & b\n',
    'FROM debian:13\nCMD sleep 5 & exec app\n',
    'FROM debian:13\nCMD service nginx status && exec app\n',
    'FROM debian:13\nONBUILD CMD a & b\n',
  ],
  HeredocWithoutSetE: [
    'FROM debian:13\nRUN --mount=type=cache,target=/x ⟦<<-"EOF"⟧\n\tmake; make install\n\tEOF\n',
    'FROM debian:13\nONBUILD RUN ⟦<<EOF⟧\nmake\nmake install\nEOF\n',
    'FROM debian:13\nRUN ⟦<<EOF⟧\nset -x\nmake\ntrue\nEOF\n',
    'FROM debian:13\nRUN <<EOF\nNAME=a\necho $NAME > /x\nmake\nEOF\n',
    'FROM debian:13\nRUN <<EOF\nset -o errexit\nmake\nmake install\nEOF\n',
    'FROM debian:13\nRUN <<EOF\nmake \\\n  && make install\nEOF\n',
    'FROM debian:13\nRUN bash -e <<EOF\nmake\nmake install\nEOF\nCOPY <<EOF /x\na\nb\nEOF\n',
  ],
  CommentHidesCommands: [
    'FROM debian:13\nRUN a; \\\n  b;⟦# c⟧ \\\n  d\n',
    'FROM debian:13\nONBUILD RUN a ⟦# b⟧ \\\n && c\n',
    'FROM debian:13\nRUN a ⟦# b⟧ \\\n\n# c\nRUN d\n',
    'FROM debian:13\nRUN a "\\\n # b" \\\n \'# c\' && d\n',
    'FROM debian:13\nRUN <<EOF\na # b \\\nc\nEOF\n',
    'FROM debian:13\nSHELL ["powershell"]\nRUN a # b \\\n  c\n',
    'FROM debian:13\nENV A=b # c \\\n  d=e\n',
  ],
  CopyBeforeInstall: [
    `${node}COPY --chown=node ⟦.⟧ /app/\nENV A=b\nRUN echo x && yarn --frozen-lockfile\n`,
    `${node}COPY ⟦.⟧ .\nRUN pnpm i --prod\n`,
    'FROM rust:1\nCOPY ⟦.⟧ .\nRUN cargo fetch\n',
    'FROM ruby:3.4\nCOPY ⟦.⟧ .\nRUN bundle install --jobs 4\n',
    'FROM php:8.4\nCOPY ⟦.⟧ .\nRUN composer install --no-dev\n',
    'FROM maven:3\nCOPY ⟦.⟧ .\nRUN mvn -B dependency:go-offline\n',
    'FROM gradle:8\nCOPY ⟦.⟧ .\nRUN gradle --no-daemon dependencies\n',
    'FROM mcr.microsoft.com/dotnet/sdk:9.0\nCOPY ⟦.⟧ .\nRUN dotnet restore -r linux-x64 App.csproj\n',
    'FROM python:3.13\nCOPY ⟦.⟧ .\nRUN python3 -m pip install -r requirements/base.txt -r dev.txt\n',
    'FROM python:3.13\nCOPY ⟦.⟧ .\nRUN uv sync --locked --no-install-project\n',
    'FROM python:3.13\nCOPY ⟦.⟧ .\nRUN poetry install --no-root --only main\n',
    `${node}COPY src .\nRUN npm ci\n`,
    `${node}COPY --from=x . .\nRUN npm ci\n`,
    `${node}COPY . .\nRUN npm ci --prefix web && npm install express && yarn --version\n`,
    'FROM python:3.13\nCOPY . .\nRUN pip install -e . -r x.txt && pip install flask && poetry install && uv sync\n',
    'FROM python:3.13\nCOPY . .\nRUN pip install -r /tmp/x.txt -r $X\n',
    'FROM python:3.13\nCOPY ⟦.⟧ /app\nRUN pip install -r /app/x.txt -r /app/y/z.txt\n',
    'FROM python:3.13\nCOPY . /app\nRUN pip install -r /application/x.txt\n',
    'FROM python:3.13\nARG D\nCOPY . $D\nRUN pip install -r /x.txt\n',
    'FROM python:3.13\nCOPY x.txt /tmp/\nRUN pip install -r /tmp/x.txt\nCOPY . /app\nRUN pip install -r /app/x.txt\n',
    'FROM rust:1\nCOPY . .\nRUN cargo build && go build && mvn package && dotnet publish\n',
    `${node}COPY . .\nFROM node:24\nRUN npm ci\n`,
    'FROM node:24 AS base\nCOPY package*.json ./\nRUN npm ci\nFROM base\nCOPY . .\nRUN npm install\n',
    `${node}ONBUILD COPY . .\nONBUILD RUN npm ci\n`,
  ],
};

describe.each(Object.entries(cases))('%s', (code, texts) => {
  test.each(texts)('%j', (text) => {
    expect(marks(code, text)).toBe(text);
    expect(marks(code, text.replaceAll('\n', '\r\n'))).toBe(text.replaceAll('\n', '\r\n'));
  });
});

test('CopyWithoutDockerignore names what the copy takes, and is silent without a context', () => {
  const files = { '.git/HEAD': '', 'node_modules/x/index.js': '', 'src/a.js': '' };
  expect(marks('CopyWithoutDockerignore', 'FROM alpine:3.22\nADD ⟦./⟧ /app/\n', files)).toContain('⟦./⟧');
  expect(marks('CopyWithoutDockerignore', 'FROM alpine:3.22\nCOPY --from=x . /app/\n', files)).not.toContain('⟦');
  expect(
    marks('CopyWithoutDockerignore', 'FROM alpine:3.22\nCOPY . /app/\n', { ...files, '.dockerignore': '' }),
  ).not.toContain('⟦');
  const { diagnostics } = check('FROM alpine:3.22\nCOPY . .\n', {
    rules: [rule('CopyWithoutDockerignore')],
    model: { context: memoryContext(files) },
  });
  expect(diagnostics.map(({ message }) => message)).toContainEqual(expect.stringContaining('.git, node_modules'));
});

test.each([
  [
    'CopyBeforeInstall',
    `${node}COPY --chown=node:node . .\nRUN --mount=type=cache,target=/root/.npm \\\n    npm ci\n`,
    `${node}COPY --chown=node:node package*.json ./\nRUN --mount=type=cache,target=/root/.npm \\\n    npm ci\nCOPY --chown=node:node . .\n`,
  ],
  [
    'CopyBeforeInstall',
    `${node}COPY package*.json ./\nCOPY . .\nRUN npm ci\n`,
    `${node}COPY package*.json ./\nRUN npm ci\nCOPY . .\n`,
  ],
  ['CopyBeforeInstall', `${node}COPY . .\nRUN npm ci && npm run build\n`, undefined],
  ['CopyBeforeInstall', 'FROM node:24\nCOPY . /app\nRUN npm ci\n', undefined],
  ['ChownAfterCopy', 'FROM a:1\nCOPY x.sh /x.sh\nRUN chmod +x /x.sh\n', 'FROM a:1\nCOPY --chmod=755 x.sh /x.sh\n'],
  ['ChownAfterCopy', 'FROM a:1\nCOPY x.sh /x.sh\nRUN chmod g+w /x.sh\n', undefined],
  ['AptGetUpdateAlone', 'FROM a:1\nRUN apt-get update\nENV A=b\nRUN apt-get install x\n', undefined],
  [
    'AptGetUpdateAlone',
    'FROM a:1\r\nRUN apt-get update\r\n\r\nRUN apt-get install -y \\\r\n  x\r\n',
    'FROM a:1\r\n\r\nRUN apt-get update && apt-get install -y \\\r\n  x\r\n',
  ],
  ['CommentHidesCommands', 'FROM a:1\nRUN a \\\n  b # c \\\n  d\n', 'FROM a:1\nRUN a \\\n  # c\n  b \\\n  d\n'],
  ['RunAsRoot', 'FROM node:24\nCOPY . .\n  CMD ["x"]\n', 'FROM node:24\nCOPY . .\n  USER node\n  CMD ["x"]\n'],
])('%s mends %j', (code, text, expected) => {
  expect(mended(code, text)).toBe(expected);
});

test('our own rules point at our own pages', () => {
  const own = rules.filter(({ source }) => source === 'quayside');
  expect(own.length).toBeGreaterThanOrEqual(15);
  expect(own.filter(({ url }) => url !== undefined)).toEqual([]);
});
