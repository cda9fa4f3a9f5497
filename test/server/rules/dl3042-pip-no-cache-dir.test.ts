import { dl3042 } from '../../../server/src/rules/dl3042-pip-no-cache-dir';
import { ruleCases } from '../../support/rule-cases';

ruleCases(dl3042, {
  from: 'python:3.13',
  onBuild: true,
  marks: [
    'RUN ⟦pip install⟧ a && ⟦pip3 install⟧ -r r.txt',
    'RUN ⟦python -m pip install⟧ a',
    'ENV PIP_NO_CACHE_DIR=off\nRUN ⟦pip install⟧ a',
    '# no base yet\nENV A=b PIP_NO_CACHE_DIR="on"\nRUN pip install a',
    'RUN PIP_NO_CACHE_DIR=0 ⟦pip install⟧ a',
    'RUN ⟦pip install⟧ a && export PIP_NO_CACHE_DIR=1',
    'RUN pip install --no-cache-dir a',
    'RUN PIP_NO_CACHE_DIR=1 pip install a',
    'RUN env PIP_NO_CACHE_DIR=yes pip install a',
    'RUN export PIP_NO_CACHE_DIR=true && pip install a',
    'RUN pip config set global.no-cache-dir true && pip install a',
    'RUN pip install a && rm -rf ~/.cache/pip',
    'RUN --mount=type=cache,target=/root/.cache pip install a',
    'RUN --mount=type=cache,target=/home/app/.cache/pip pip install a',
    'RUN pipx install a && pipenv install b && uv pip install c',
  ],
  fixes: [['RUN pip install a', 'RUN pip install --no-cache-dir a']],
});
