import { dl3013 } from '../../../server/src/rules/dl3013-pin-pip-versions';
import { ruleCases } from '../../support/rule-cases';

ruleCases(dl3013, {
  from: 'python:3.13',
  onBuild: true,
  marks: [
    'RUN pip install ⟦a⟧ b==1 ⟦c[d]⟧',
    'RUN pip3.12 install --index-url https://x/y -U ⟦pip⟧',
    'RUN python3 -m pip install ⟦"a"⟧',
    'RUN python -I -m pip install ⟦a⟧',
    'RUN /opt/venv/bin/pip install ⟦a⟧',
    'RUN uv pip install ⟦a⟧ && pipx install --python 3.12 ⟦b⟧',
    'RUN pip install ⟦git+https://x.org/a.git⟧ git+https://x.org/a.git@v1#egg=a',
    'RUN pip install --root-user-action=ignore ⟦a⟧',
    'RUN pip install -r requirements.txt a',
    'RUN pip install -c constraints.txt a',
    'RUN pip install . a',
    'RUN pip install .[test] && pip install ".[a,b]" c',
    'RUN pip install -e .[dev] ./b dist/*.whl',
    'RUN pip install "a>=1,<2" a~=1.0 a!=2',
    'RUN pip install $PACKAGES',
    'RUN pip download a && pip uninstall b && pip install',
    'RUN pipenv install a',
    'RUN python -m venv pip install a',
    'RUN python script.py -m pip install a',
  ],
  fixes: [
    ['RUN pip install a', 'RUN pip install a==VERSION'],
    ['RUN pip install git+https://x.org/a.git', 'RUN pip install git+https://x.org/a.git@VERSION'],
  ],
});
