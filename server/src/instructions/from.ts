import type { InstructionSpec } from './instruction';

const url = 'https://docs.docker.com/reference/dockerfile/#from';

export const from: InstructionSpec = {
  keyword: 'FROM',
  summary: 'Starts a build stage from a parent image.',
  syntax: ['FROM [--platform=<platform>] <image>[:<tag>|@<digest>] [AS <name>]'],
  docs: `The first instruction of every Dockerfile (only \`ARG\` may stand before it). Everything after it adds to that image, until the next FROM starts a new stage from fresh. The **last stage** is the image that you get; earlier ones are there to copy from (\`COPY --from=name\`) or to build on (\`FROM name\`).

**Which image?** Prefer official and verified images, and say which version:
- no tag means \`latest\`, which is a different image tomorrow. Write \`node:22-slim\`;
- **slim** is a lighter variant, **alpine** a very small distribution (musl instead of glibc: some programs need changes);
- \`bullseye\`, \`bookworm\`, \`trixie\` are releases of Debian, \`jammy\` and \`noble\` of Ubuntu;
- **rc**, beta and alpha are previews: not for production;
- \`@sha256:…\` pins the exact image, forever.

\`FROM scratch\` starts from nothing at all, for programs that need no system around them.`,
  example: `FROM golang:1.25 AS builder
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 go build -o /app .

FROM scratch
COPY --from=builder /app /app
ENTRYPOINT ["/app"]`,
  url,
  flags: [
    {
      name: 'platform',
      syntax: '--platform=<os>/<arch>[/<variant>]',
      type: 'string',
      summary: 'Chooses the platform of the parent image.',
      docs: `The default is the platform that is built for, so \`--platform=$TARGETPLATFORM\` says nothing new. Useful is \`--platform=$BUILDPLATFORM\`: the stage runs natively on the machine that builds and cross-compiles for \`$TARGETOS/$TARGETARCH\`, which is much faster than emulation. A constant makes an image that works on one platform only.`,
      values: [
        { value: '$BUILDPLATFORM', summary: 'The platform of the machine that builds: native speed' },
        { value: '$TARGETPLATFORM', summary: 'The platform that is built for (the default)' },
        { value: 'linux/amd64', summary: 'Intel and AMD, 64 bit' },
        { value: 'linux/arm64', summary: 'ARM 64 bit: Apple silicon, AWS Graviton, Raspberry Pi 4 and later' },
        { value: 'linux/arm/v7', summary: 'ARM 32 bit: older Raspberry Pi' },
        { value: 'linux/arm/v6', summary: 'ARM 32 bit: Raspberry Pi Zero' },
        { value: 'linux/386', summary: 'Intel and AMD, 32 bit' },
        { value: 'linux/ppc64le', summary: 'IBM POWER' },
        { value: 'linux/riscv64', summary: 'RISC-V, 64 bit' },
        { value: 'linux/s390x', summary: 'IBM Z' },
        { value: 'windows/amd64', summary: 'Windows containers' },
      ],
      expanded: true,
      url,
    },
  ],
  signatures: [
    {
      label: 'FROM [options] <image> AS <name>',
      parameters: [
        { label: '[options]', docs: '`--platform=<os>/<arch>`' },
        { label: '<image>', docs: 'An image with its tag or digest, an earlier stage, or `scratch`.' },
        { label: 'AS', docs: 'Gives the stage a name.' },
        { label: '<name>', docs: 'Lower-case name for `COPY --from`, `FROM` and `docker build --target`.' },
      ],
    },
  ],
  snippets: [
    { label: 'FROM', insert: 'FROM ${1:image}:${2:tag}', summary: 'Start a stage' },
    { label: 'FROM … AS', insert: 'FROM ${1:image}:${2:tag} AS ${3:name}', summary: 'Start a named stage' },
    { label: 'FROM scratch', insert: 'FROM scratch', summary: 'Start from nothing' },
  ],
  trigger: false,
  expansion: 'Variables declared by `ARG` before the first `FROM` are expanded.',
};
