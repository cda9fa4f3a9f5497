import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { commands } from '../../client/src/commands/registry';
import { categoryOf } from '../../client/src/manifest';

/** What beginners' texts teach: long form, short form, what it does. */
const taught: readonly (readonly [string, string, string])[] = [
  ['docker image build', 'docker build', 'makes an image from a Dockerfile'],
  ['docker image ls', 'docker images', 'lists images'],
  ['docker image pull', 'docker pull', 'downloads an image'],
  ['docker image push', 'docker push', 'uploads an image'],
  ['docker image tag', 'docker tag', 'gives an image one more name'],
  ['docker image inspect', '', 'shows all about an image'],
  ['docker image rm', 'docker rmi', 'removes an image, or one of its names'],
  ['docker image prune', '', 'removes dangling or unused images'],
  ['docker container run', 'docker run', 'makes a container and starts it'],
  ['docker container ls', 'docker ps', 'lists containers'],
  ['docker container start', 'docker start', 'starts a stopped container'],
  ['docker container stop', 'docker stop', 'asks the program to end'],
  ['docker container restart', 'docker restart', 'stops and starts'],
  ['docker container kill', 'docker kill', 'ends the program without asking'],
  ['docker container pause', 'docker pause', 'freezes the program'],
  ['docker container unpause', 'docker unpause', 'lets it go on'],
  ['docker container rename', 'docker rename', 'gives a container another name'],
  ['docker container rm', 'docker rm', 'removes a container'],
  ['docker container prune', '', 'removes all stopped containers'],
  ['docker container exec', 'docker exec', 'runs one more command inside, such as a shell'],
  ['docker container attach', 'docker attach', 'connects your terminal to the program'],
  ['docker container logs', 'docker logs', 'shows what the program has written'],
  ['docker container inspect', 'docker inspect', 'shows all about a container'],
  ['docker container port', 'docker port', 'shows the published ports'],
  ['docker volume ls', '', 'lists volumes'],
  ['docker network ls', '', 'lists networks'],
  ['docker system prune', '', 'removes all that is unused'],
  ['docker compose up', '', 'starts the containers of an application'],
  ['docker compose down', '', 'stops and removes them'],
];

function rows(): string {
  const labels = new Map(
    commands
      .filter(({ hidden }) => !hidden)
      .flatMap((command) => command.docker.map((line) => [line, `${categoryOf(command)}: ${command.title}`] as const)),
  );
  const code = (text: string) => (text === '' ? '' : `\`${text}\``);
  return [
    '| Command | Short form | What it does | In Quayside |',
    '|---|---|---|---|',
    ...taught.map(
      ([long, short, what]) =>
        `| ${code(long)} | ${code(short)} | ${what} | ${labels.get(long) ?? labels.get(short) ?? 'in a terminal'} |`,
    ),
  ].join('\n');
}

test('the table of commands in docs/learn.md is that of the code', () => {
  const page = readFileSync('docs/learn.md', 'utf8');
  const written = page.replace(
    /(<!-- learn -->\n)[\s\S]*?(<!-- \/learn -->)/,
    (_all, start, end) => `${start}\n${rows()}\n\n${end}`,
  );
  if (process.env['UPDATE'] === '1') writeFileSync('docs/learn.md', written);
  else expect(page, 'run: UPDATE=1 npx vitest run test/docs').toBe(written);
});
