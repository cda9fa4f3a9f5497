import { firstOf, foundIn, type Project } from './project';
import { exec, lines, packagesFirst, type Starter } from './starter';

export const python: Starter = {
  label: 'Python',
  marks: /^(requirements\.txt|pyproject\.toml)$/,
  ignore: ['**/__pycache__', '**/*.pyc', '**/.venv', '**/venv', '.pytest_cache'],
  dockerfile: (project) =>
    lines(
      `FROM python:${version(project)}-slim`,
      'ENV PYTHONUNBUFFERED=1',
      'RUN useradd --create-home app',
      'WORKDIR /app',
      ...install(project),
      'USER app',
      'EXPOSE 8000',
      ...start(project),
    ),
};

function version(project: Project): string {
  return foundIn(project, '.python-version', /^(3\.\d+)/) ?? '3.13';
}

function install(project: Project): readonly string[] {
  if (firstOf(project, 'uv.lock')) {
    return [
      'COPY --from=ghcr.io/astral-sh/uv:0.9 /uv /usr/local/bin/',
      packagesFirst,
      'COPY pyproject.toml uv.lock ./',
      'RUN uv sync --locked --no-dev --no-install-project --no-cache',
      'ENV PATH="/app/.venv/bin:$PATH"',
      'COPY . .',
    ];
  }
  if (firstOf(project, 'poetry.lock')) {
    return [
      'RUN pip install --no-cache-dir poetry==2.1.3',
      packagesFirst,
      'COPY pyproject.toml poetry.lock ./',
      'RUN poetry config virtualenvs.create false \\\n    && poetry install --only main --no-root --no-cache',
      'COPY . .',
    ];
  }
  if (firstOf(project, 'requirements.txt')) {
    return [
      packagesFirst,
      'COPY requirements.txt ./',
      'RUN pip install --no-cache-dir -r requirements.txt',
      'COPY . .',
    ];
  }
  return ['COPY . .', 'RUN pip install --no-cache-dir .'];
}

function start(project: Project): readonly string[] {
  const uses = (name: string) =>
    ['requirements.txt', 'pyproject.toml'].some((file) => foundIn(project, file, new RegExp(`(\\b${name}\\b)`, 'i')));
  const file = firstOf(project, 'main.py', 'app.py', 'server.py', 'run.py') ?? 'main.py';
  const module = file.replace('.py', '');
  if (uses('uvicorn') || uses('fastapi')) {
    return [exec('CMD', 'uvicorn', `${module}:app`, '--host', '0.0.0.0', '--port', '8000')];
  }
  if (uses('gunicorn')) {
    const application = firstOf(project, 'manage.py') ? 'project.wsgi' : `${module}:app`;
    const hint = firstOf(project, 'manage.py') && '# Put the package that has wsgi.py in the place of "project".';
    return [...(hint ? [hint] : []), exec('CMD', 'gunicorn', '--bind', '0.0.0.0:8000', application)];
  }
  return [exec('CMD', 'python', file)];
}
