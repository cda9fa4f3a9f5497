import { dl3004 } from '../../../server/src/rules/dl3004-no-sudo';
import { ruleCases } from '../../support/rule-cases';

ruleCases(dl3004, {
  onBuild: true,
  marks: [
    'RUN ⟦sudo⟧ apt-get update',
    'RUN a && ⟦sudo⟧ -u x b | ⟦/usr/bin/sudo⟧ c',
    "RUN sh -c '⟦sudo⟧ a'",
    'RUN x="$(⟦sudo⟧ cat /y)"',
    'RUN ⟦sudo⟧ -v',
    'RUN <<EOF\n⟦sudo⟧ a\nEOF',
    'RUN apt-get install -y sudo',
    'RUN echo sudo a',
    'CMD sudo a',
  ],
  fixes: [
    ['RUN sudo a', 'RUN a'],
    ['RUN a && sudo \\\n  b', 'RUN a && b'],
    ['RUN sudo -E a', 'RUN sudo -E a'],
    ["RUN sudo bash -c 'a'", "RUN bash -c 'a'"],
  ],
});
