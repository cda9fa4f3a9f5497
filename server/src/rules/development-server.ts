import type { ShellCommand } from '../shell/script';
import type { Finding, Rule } from './rule';
import { startCommand } from './start-command';

/** A start command meant for development: the program, what its arguments look like, and what to do instead. */
interface DevelopmentStart {
  readonly program: RegExp;
  readonly args?: RegExp;
  readonly advice: string;
}

const starts: readonly DevelopmentStart[] = [
  {
    program: /^(?:npm|yarn|pnpm|bun)$/,
    args: /^(?:-\S+ )*(?:run )?(?:dev|develop|start:dev|serve:dev|watch)(?: |$)/,
    advice: 'build the app in the image and start the result',
  },
  { program: /^nodemon$/, advice: 'start the program with node' },
  {
    program: /^(?:next|nuxt|nuxi|astro|remix|fastapi)$/,
    args: /^dev(?: |$)/,
    advice: 'build first and use its start command',
  },
  {
    program: /^(?:ng|webpack|vue-cli-service|parcel|snowpack)$/,
    args: /^serve(?: |$)/,
    advice: 'build the site and serve the files',
  },
  { program: /^(?:webpack-dev-server|live-server|browser-sync)$/, advice: 'build the site and serve the files' },
  { program: /^gatsby$/, args: /^develop(?: |$)/, advice: 'build the site and serve the files' },
  {
    program: /^flask$/,
    args: /\brun\b.*--(?:debug|reload)\b|--debug\b.*\brun\b/,
    advice: 'use a WSGI server such as gunicorn',
  },
  { program: /^(?:uvicorn|gunicorn|hypercorn)$/, args: /(?:^| )--reload(?: |$)/, advice: 'leave --reload out' },
  {
    program: /^(?:python[\d.]*|manage\.py|django-admin)$/,
    args: /(?:^|manage\.py )runserver(?: |$)/,
    advice: 'use a WSGI or ASGI server',
  },
  {
    program: /^(?:rails|rake|bundle|puma)$/,
    args: /(?:-e|--environment)[ =]development\b/,
    advice: 'start it in the environment production',
  },
  { program: /^php$/, args: /(?:^| )(?:-S |artisan serve(?: |$))/, advice: 'use php-fpm or Apache' },
  { program: /^dotnet$/, args: /^watch(?: |$)/, advice: 'publish the app and start the result' },
  { program: /^(?:cargo|go|gow)$/, args: /^watch(?: |$)/, advice: 'start the compiled program' },
  { program: /^air$/, advice: 'start the compiled program' },
];

export const developmentServer: Rule = {
  code: 'DevelopmentServer',
  aliases: [],
  source: 'quayside',
  severity: 'info',
  summary: 'Do not ship a development server as the start command',
  why:
    'Development servers watch files, show stack traces with source code, serve one request after the other and say themselves that they are ' +
    'not made for production. Build the program in the image and start the result. Stages named after development (`AS dev`) are ' +
    'not looked at.',
  bad: [
    'FROM node:24\nCMD [⟦"npm", "run", "dev"⟧]\n',
    'FROM python:3.13\nCMD ⟦python manage.py runserver 0.0.0.0:8000⟧\n',
    'FROM python:3.13\nENTRYPOINT exec ⟦uvicorn app:app --reload⟧\n',
  ],
  good: [
    'FROM node:24 AS dev\nCMD ["npm", "run", "dev"]\n',
    'FROM node:24\nCMD ["npm", "start"]\n',
    'FROM python:3.13\nCMD ["gunicorn", "app:app"]\n',
  ],
  subject: { keywords: ['CMD', 'ENTRYPOINT'] },
  fixable: false,
  *check(file) {
    const stage = file.stages.at(-1);
    if (!stage || /dev|local|watch|test/.test(stage.name ?? '')) return;
    const { entrypoint, cmd } = startCommand(file, stage);
    for (const instruction of [entrypoint, cmd]) {
      if (!instruction || file.stageOf(instruction) !== stage) continue;
      for (const command of file.scriptOf(instruction)?.commands ?? []) {
        const found = developmentStart(command);
        if (found) yield found;
      }
    }
  },
};

function developmentStart({ name, nameWord, args }: ShellCommand): Finding | undefined {
  const start = starts.find(({ program, args: wanted }) => {
    return program.test(name) && (!wanted || wanted.test(args.map((word) => word.text).join(' ')));
  });
  if (!start) return undefined;
  return {
    start: nameWord.start,
    end: args.at(-1)?.end ?? nameWord.end,
    message: `This starts a development server; ${start.advice}.`,
  };
}
