import type { FlagSpec, InstructionSpec } from './instruction';

const url = 'https://docs.docker.com/reference/dockerfile/#healthcheck';

const durations = 'A number with a unit: `500ms`, `10s`, `1m30s`, `1h`.';

function duration(name: string, fallback: string, summary: string, docs: string): FlagSpec {
  return {
    name,
    syntax: `--${name}=<duration>`,
    type: 'string',
    summary,
    docs: `${docs} Default ${fallback}. ${durations}`,
    values: [
      { value: '5s', summary: 'Five seconds' },
      { value: '10s', summary: 'Ten seconds' },
      { value: '30s', summary: 'Half a minute' },
      { value: '1m', summary: 'One minute' },
      { value: '5m', summary: 'Five minutes' },
    ],
    expanded: false,
    url,
  };
}

export const healthcheck: InstructionSpec = {
  keyword: 'HEALTHCHECK',
  summary: 'Tells the engine how to test that a running container still works.',
  syntax: ['HEALTHCHECK [options] CMD <command>', 'HEALTHCHECK NONE'],
  docs: `The command runs **inside the container**, again and again. Exit status 0 means healthy, 1 means unhealthy; other numbers are reserved. The state shows in \`docker ps\` as \`(healthy)\` or \`(unhealthy)\`; plain Docker does not restart an unhealthy container, orchestrators and Compose's \`depends_on\` look at it.

- Only the last HEALTHCHECK of a stage counts; \`NONE\` switches off the one of the base image.
- The tool that it calls has to be in the image: slim images have neither curl nor wget.
- In shell form end with \`|| exit 1\`, since curl's own exit codes mean nothing to Docker.
- Kubernetes ignores it and has probes of its own.`,
  example: `FROM nginx:1.29
HEALTHCHECK --interval=30s --timeout=3s --start-period=10s \\
  CMD curl -fsS http://localhost/ || exit 1`,
  url,
  flags: [
    duration('interval', '30s', 'The pause between two tests.', 'Counted from the end of the test before.'),
    duration('timeout', '30s', 'A test that takes longer has failed.', 'The test process is killed then.'),
    duration(
      'start-period',
      '0s',
      'Time to start up, in which failures do not count.',
      'The first success ends it early.',
    ),
    {
      ...duration(
        'start-interval',
        '5s',
        'The pause between tests during the start period.',
        'Needs Docker Engine 25.',
      ),
      since: '1.6',
    },
    {
      name: 'retries',
      syntax: '--retries=<number>',
      type: 'string',
      summary: 'So many failures in a row make the container unhealthy.',
      docs: 'Default 3.',
      values: [
        { value: '3', summary: 'The default' },
        { value: '5', summary: 'More patience' },
      ],
      expanded: false,
      url,
    },
  ],
  signatures: [
    {
      label: 'HEALTHCHECK [options] CMD <command>',
      parameters: [
        { label: '[options]', docs: '`--interval`, `--timeout`, `--start-period`, `--start-interval`, `--retries`.' },
        { label: 'CMD', docs: 'The command follows.' },
        { label: '<command>', docs: 'Shell form or JSON; exit status 0 is healthy, 1 unhealthy.' },
      ],
    },
    { label: 'HEALTHCHECK NONE', parameters: [{ label: 'NONE', docs: 'Switches off an inherited test.' }] },
  ],
  snippets: [
    {
      label: 'HEALTHCHECK',
      insert: 'HEALTHCHECK --interval=${1:30s} --timeout=${2:3s} CMD ${3:command} || exit 1',
      summary: 'Test that the container works',
    },
    { label: 'HEALTHCHECK NONE', insert: 'HEALTHCHECK NONE', summary: 'Switch off the inherited test' },
  ],
  trigger: true,
};
