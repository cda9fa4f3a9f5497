import { firstOf, foundIn, type Project } from './project';
import { exec, lines, packagesFirst, type Starter } from './starter';

export const ruby: Starter = {
  label: 'Ruby',
  marks: /^Gemfile$/,
  ignore: ['log', 'tmp', 'vendor/bundle'],
  dockerfile: (project) => {
    const lockFile = firstOf(project, 'Gemfile.lock');
    return lines(
      `FROM ruby:${foundIn(project, '.ruby-version', /^(?:ruby-)?(\d+\.\d+)/) ?? '3.4'}`,
      'RUN useradd --create-home app',
      'WORKDIR /app',
      `ENV BUNDLE_WITHOUT=development:test${lockFile ? ' BUNDLE_DEPLOYMENT=1' : ''}`,
      packagesFirst,
      `COPY Gemfile ${lockFile ? 'Gemfile.lock ' : ''}./`,
      'RUN bundle install',
      'COPY . .',
      'USER app',
      `EXPOSE ${firstOf(project, 'config.ru') ? '3000' : '4567'}`,
      exec('CMD', ...rubyStart(project)),
    );
  },
};

function rubyStart(project: Project): readonly string[] {
  if (firstOf(project, 'config.ru')) {
    return firstOf(project, 'Rakefile') && firstOf(project, 'bin')
      ? ['bin/rails', 'server', '--binding', '0.0.0.0']
      : ['bundle', 'exec', 'rackup', '--host', '0.0.0.0', '--port', '3000'];
  }
  return ['bundle', 'exec', 'ruby', firstOf(project, 'app.rb', 'main.rb', 'server.rb') ?? 'app.rb'];
}

export const php: Starter = {
  label: 'PHP',
  marks: /^(composer\.json|index\.php)$/,
  ignore: ['vendor'],
  dockerfile: (project) => {
    const serve = ['USER www-data', 'EXPOSE 80'];
    if (!firstOf(project, 'composer.json')) {
      return lines('FROM php:8.4-apache', 'COPY . /var/www/html/', ...serve);
    }
    return lines(
      'FROM composer:2 AS vendor',
      'WORKDIR /app',
      packagesFirst,
      `COPY composer.json ${firstOf(project, 'composer.lock') ? 'composer.lock ' : ''}./`,
      'RUN composer install --no-dev --no-scripts --no-interaction --ignore-platform-reqs',
      '',
      'FROM php:8.4-apache',
      'COPY . /var/www/html/',
      'COPY --from=vendor /app/vendor /var/www/html/vendor',
      ...serve,
    );
  },
};

export const site: Starter = {
  label: 'Static web site',
  marks: /^index\.html$/,
  ignore: ['**/node_modules'],
  dockerfile: () =>
    lines(
      '# nginx, listening on 8080 so that it need not be root.',
      'FROM nginxinc/nginx-unprivileged:stable-alpine',
      'COPY . /usr/share/nginx/html',
      'USER nginx',
      'EXPOSE 8080',
    ),
};

export const other: Starter = {
  label: 'Something else',
  marks: undefined,
  ignore: [],
  dockerfile: () =>
    lines(
      '# The image to start from.',
      'FROM debian:trixie-slim',
      '# The folder for what follows.',
      'WORKDIR /app',
      '# Files of this folder go into the image.',
      'COPY . .',
      '# Who runs the program; without this line that is root.',
      'USER nobody',
      '# What runs when a container starts.',
      exec('CMD', './start.sh'),
    ),
};
