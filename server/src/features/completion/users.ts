import { CompletionItemKind } from 'vscode-languageserver-types';
import type { Suggestion } from './item';
import { instructionBefore, type Place } from './place';

/** Users that official images bring along, by image. */
const imageUsers: Readonly<Record<string, string>> = {
  node: 'node',
  postgres: 'postgres',
  mysql: 'mysql',
  mariadb: 'mysql',
  redis: 'redis',
  mongo: 'mongodb',
  nginx: 'nginx',
  httpd: 'www-data',
  php: 'www-data',
  elasticsearch: 'elasticsearch',
  rabbitmq: 'rabbitmq',
  memcached: 'memcache',
  cassandra: 'cassandra',
};

/** Users that exist in the image at this place as far as one can see: made by a RUN, known from the base, root. */
export function userSuggestions({ file, instruction }: Place): Suggestion[] {
  const stage = instruction && file.stageOf(instruction);
  const found = new Map<string, string>();
  if (stage && instruction) {
    const chain = file.ancestry(stage);
    for (const command of file.commands('useradd', 'adduser')) {
      const owner = file.stageOf(command.instruction);
      const name = command.args.at(-1);
      const words = command.args.filter(({ text }) => !text.startsWith('-'));
      const user = name?.literal && !name.text.startsWith('-') ? name.text : words.at(-1)?.text;
      if (user && owner && chain.includes(owner)) found.set(user, `Made in line ${command.instruction.startLine + 1}`);
    }
    const image = chain.at(-1)?.base.image?.familiarName ?? '';
    const known = Object.hasOwn(imageUsers, image) ? imageUsers[image] : undefined;
    if (known) found.set(known, `Comes with ${image}`);
    const { User } = file.configAfter(instructionBefore(instruction, stage));
    if (User && !found.has(User)) found.set(User, 'The user at this place');
  }
  found.set('nobody', 'The user with the fewest rights');
  found.set('root', 'The administrator');
  return [...found].map(([label, detail]) => ({ label, kind: CompletionItemKind.Value, detail, group: 2 }));
}
