import { dl3001 } from '../../../server/src/rules/dl3001-pointless-commands';
import { ruleCases } from '../../support/rule-cases';

ruleCases(dl3001, {
  onBuild: true,
  marks: [
    'RUN ⟦top⟧',
    'RUN ⟦ps⟧ aux && make',
    'RUN make && ⟦service⟧ nginx start',
    'RUN [⟦"free"⟧]',
    'RUN ⟦vim⟧ /etc/hosts',
    'RUN ⟦ssh⟧ host ls',
    'RUN ⟦mount⟧ /dev/sdb /mnt && ⟦shutdown⟧ now',
    'RUN ⟦kill⟧ 1',
    'RUN service mysql start && mysql -e "create database app"',
    'RUN server & make check; kill $!',
    'RUN vim -es -u vimrc -c PlugInstall -c qa',
    'RUN test "$(free -m)"',
    'RUN ps aux | grep -q x && mount | grep y',
    'RUN --mount=type=ssh ssh -T git@github.com',
    'RUN --security=insecure mount -t tmpfs x /mnt',
    'RUN apt-get install -y vim procps',
    'CMD top',
    'RUN echo top; stop',
  ],
});
