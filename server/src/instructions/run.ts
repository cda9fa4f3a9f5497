import type { InstructionSpec } from './instruction';

export const run: InstructionSpec = {
  keyword: 'RUN',
  summary: 'Runs a command while the image is built and keeps what it changed as a new layer.',
  syntax: ['RUN [options] <command>', 'RUN [options] ["executable", "arg", ...]', 'RUN [options] <<EOF'],
  docs: `**RUN works at build time**, \`CMD\` and \`ENTRYPOINT\` when a container starts. A service started here is gone when the line ends; only files stay.

**Layers and cache:** each RUN makes a layer. It is skipped (\`CACHED\`) as long as its text and everything before it are unchanged, even if the packages that it installs have newer versions: \`docker build --no-cache\` runs it anew. Files deleted by a later RUN still take space in the earlier layer, so clean up in the same RUN:

\`RUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*\`

**Forms:** the shell form goes through \`/bin/sh -c\` (see \`SHELL\`); a heredoc holds several lines (begin with \`set -e\`, or only the last one decides about failure); the exec form (JSON) starts the program without a shell.

Each RUN is a new shell: \`cd\` and exported variables do not last. Use \`WORKDIR\` and \`ENV\`. \`--mount\` gives caches, secrets and files from the context without leaving them in the image.`,
  example: `FROM debian:trixie-slim
RUN apt-get update \\
 && apt-get install -y --no-install-recommends ca-certificates curl \\
 && rm -rf /var/lib/apt/lists/*
RUN --mount=type=cache,target=/root/.cache <<EOF
set -e
curl -fsSLo /usr/local/bin/tool https://example.com/tool
chmod +x /usr/local/bin/tool
EOF`,
  url: 'https://docs.docker.com/reference/dockerfile/#run',
  flags: [
    {
      name: 'mount',
      syntax: '--mount=type=<bind|cache|tmpfs|secret|ssh>[,<option>=<value>...]',
      type: 'list',
      summary: 'Makes files available to this command without storing them in the image.',
      docs: `May be repeated. **cache** keeps a package manager's downloads between builds, **secret** lends a password or key, **ssh** lends the SSH agent, **bind** shows files of the context or of another stage, **tmpfs** gives memory as a folder. Options are separated by commas, without blanks.`,
      expanded: true,
      since: '1.2',
      url: 'https://docs.docker.com/reference/dockerfile/#run---mount',
    },
    {
      name: 'network',
      syntax: '--network=<default|none|host>',
      type: 'string',
      summary: 'Chooses the network that the command sees.',
      docs: `\`none\` proves that a step needs no network. \`host\` has to be allowed when building (\`--allow network.host\`).`,
      values: [
        { value: 'default', summary: "The build's own network" },
        { value: 'none', summary: 'No network: only the loopback device' },
        { value: 'host', summary: "The host's network; needs permission" },
      ],
      expanded: false,
      since: '1.3',
      url: 'https://docs.docker.com/reference/dockerfile/#run---network',
    },
    {
      name: 'security',
      syntax: '--security=<sandbox|insecure>',
      type: 'string',
      summary: 'Lifts the sandbox for this command.',
      docs: `\`insecure\` is like \`docker run --privileged\` and has to be allowed when building (\`--allow security.insecure\`).`,
      values: [
        { value: 'sandbox', summary: 'The default' },
        { value: 'insecure', summary: 'Privileged; needs permission' },
      ],
      expanded: false,
      since: '1.20',
      url: 'https://docs.docker.com/reference/dockerfile/#run---security',
    },
    {
      name: 'device',
      syntax: '--device=<name>[,required]',
      type: 'list',
      summary: 'Gives the command a device, such as a GPU, by its CDI name.',
      docs: `Experimental: works with the \`docker/dockerfile:labs\` syntax image. \`required\` makes the build fail when the builder has no such device.`,
      expanded: false,
      since: '1.14-labs',
      url: 'https://docs.docker.com/reference/dockerfile/#run---device',
    },
  ],
  signatures: [
    {
      label: 'RUN [options] <command>',
      parameters: [
        { label: '[options]', docs: '`--mount`, `--network`, `--security`, `--device`.' },
        { label: '<command>', docs: 'A line for the shell; go on with `&&` and a `\\` at the end of the line.' },
      ],
    },
    {
      label: 'RUN [options] ["executable", "arg", ...]',
      parameters: [
        { label: '[options]', docs: '`--mount`, `--network`, `--security`, `--device`.' },
        { label: '"executable"', docs: 'The program; no shell around it.' },
        { label: '"arg", ...', docs: 'Arguments, as they are.' },
      ],
    },
  ],
  snippets: [
    { label: 'RUN', insert: 'RUN ${1:command}', summary: 'Run a command while building' },
    { label: 'RUN <<EOF', insert: 'RUN <<EOF\nset -e\n${1:command}\nEOF', summary: 'Run several lines' },
    {
      label: 'RUN apt-get install',
      insert:
        'RUN apt-get update \\\\\n && apt-get install -y --no-install-recommends ${1:package} \\\\\n && rm -rf /var/lib/apt/lists/*',
      summary: 'Install Debian or Ubuntu packages and clean up',
    },
    { label: 'RUN apk add', insert: 'RUN apk add --no-cache ${1:package}', summary: 'Install Alpine packages' },
    {
      label: 'RUN --mount=type=cache',
      insert: 'RUN --mount=type=cache,target=${1:/root/.cache} ${2:command}',
      summary: 'Run with a cache that stays between builds',
    },
    {
      label: 'RUN --mount=type=secret',
      insert: 'RUN --mount=type=secret,id=${1:token},env=${2:TOKEN} ${3:command}',
      summary: 'Run with a secret that does not stay in the image',
    },
  ],
  trigger: true,
  expansion: 'BuildKit expands variables in `--mount` only; in the command the shell does.',
};
