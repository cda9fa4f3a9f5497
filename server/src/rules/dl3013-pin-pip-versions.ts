import { hasOption } from '../shell/arguments';
import { pip } from '../shell/package-managers';
import type { ShellWord } from '../shell/script';
import { hadolintUrl } from './hadolint-url';
import { type Call, unpinned } from './installs';
import { pipInstalls, pipNames } from './pip';
import type { Rule } from './rule';

export const dl3013: Rule = {
  code: 'DL3013',
  aliases: [],
  source: 'hadolint',
  severity: 'warning',
  summary: 'Pin versions in pip install',
  why:
    'Without a version, `pip install` takes the newest release on the day of the build, so the same Dockerfile makes different images. Write ' +
    '`pip install name==1.2.3`, or keep the list in a requirements or constraints file: `pip install -r requirements.txt`.',
  url: hadolintUrl('DL3013'),
  bad: [
    'FROM python:3.13\nRUN pip install --no-cache-dir ⟦flask⟧ gunicorn==23.0.0\n',
    'FROM python:3.13\nRUN python3 -m pip install --no-cache-dir ⟦"uvicorn[standard]"⟧\n',
    'FROM python:3.13\nRUN pip install --no-cache-dir ⟦git+https://github.com/pallets/flask.git⟧\n',
  ],
  good: [
    'FROM python:3.13\nRUN pip install --no-cache-dir flask==3.1.1 "gunicorn>=23,<24"\n',
    'FROM python:3.13\nRUN pip install --no-cache-dir -r requirements.txt\n',
    'FROM python:3.13\nRUN pip install --no-cache-dir . ./plugins/x dist/app.whl\n',
    'FROM python:3.13\nRUN pip install --no-cache-dir git+https://github.com/pallets/flask.git@3.1.1\n',
  ],
  subject: { commands: pipNames },
  fixable: true,
  check: (file) => unpinned(file, pip, openInstalls(pipInstalls(file, true))),
};

/** Leaves out calls whose versions a file or the project itself fixes. */
function* openInstalls(calls: Iterable<Call>): Iterable<Call> {
  for (const call of calls) {
    if (hasOption(call.parsed, 'c', 'constraint', 'r', 'requirement') || call.packages.some(isProject)) continue;
    yield call;
  }
}

/** True for the project itself, maybe with extras: `.[test]`. */
function isProject({ text }: ShellWord): boolean {
  return /^\.(?:\[|$)/.test(text);
}
