import type { ShellCommand } from '../shell/script';
import type { Finding, Rule } from './rule';
import { startCommand } from './start-command';

/** A start command meant for development: the program, what its arguments look like, and what to do instead. */
interface DevelopmentStart {
  readonly programs: readonly string[];
  readonly args?: RegExp;
  readonly advice: string;
}

const starts: readonly DevelopmentStart[] = [
  {
    programs: ['npm', 'yarn', 'pnpm', 'bun'],
    args: /^(?:-\S+ )*(?:run )?(?:dev|develop|start:dev|serve:dev|watch)(?: |$)/,
    advice: 'build the app in the image and start the result',
  },
  { programs: ['nodemon'], advice: 'start the program with node' },
  {
    programs: ['next', 'nuxt', 'nuxi', 'astro', 'remix', 'fastapi'],
    args: /^dev(?: |$)/,
    advice: 'build first and use its start command',
  },
  {
    programs: ['ng', 'webpack', 'vue-cli-service', 'parcel', 'snowpack'],
    args: /^serve(?: |$)/,
    advice: 'build the site and serve the files',
  },
  { programs: ['webpack-dev-server', 'live-server', 'browser-sync'], advice: 'build the site and serve the files' },
  { programs: ['gatsby'], args: /^develop(?: |$)/, advice: 'build the site and serve the files' },
  {
    programs: ['flask'],
    args: /\brun\b.*--(?:debug|reload)\b|--debug\b.*\brun\b/,
    advice: 'use a WSGI server such as gunicorn',
  },
  { programs: ['uvicorn', 'gunicorn', 'hypercorn'], args: /(?:^| )--reload(?: |$)/, advice: 'leave --reload out' },
  {
    programs: ['python', 'manage.py', 'django-admin'],
    args: /(?:^|manage\.py )runserver(?: |$)/,
    advice: 'use a WSGI or ASGI server',
  },
  {
    programs: ['rails', 'rake', 'bundle', 'puma'],
    args: /(?:-e|--environment)[ =]development\b/,
    advice: 'start it in the environment production',
  },
  { programs: ['php'], args: /(?:^| )(?:-S |artisan serve(?: |$))/, advice: 'use php-fpm or Apache' },
  { programs: ['dotnet'], args: /^watch(?: |$)/, advice: 'publish the app and start the result' },
  { programs: ['cargo', 'go', 'gow'], args: /^watch(?: |$)/, advice: 'start the compiled program' },
  { programs: ['air'], advice: 'start the compiled program' },
];

const startOf: ReadonlyMap<string, DevelopmentStart> = new Map(
  starts.flatMap((start) => start.programs.map((program) => [program, start])),
);

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
  const start = startOf.get(/^python[\d.]+$/.test(name) ? 'python' : name);
  if (!start || (start.args && !start.args.test(args.map(({ text }) => text).join(' ')))) return undefined;
  return {
    start: nameWord.start,
    end: args.at(-1)?.end ?? nameWord.end,
    message: `This starts a development server; ${start.advice}.`,
  };
}
