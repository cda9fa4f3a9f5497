import { describe, expect, test } from 'vitest';
import { apk, apt, dnf, gem, npm, pip, zypper } from '../../../server/src/shell/package-managers';

describe('pinned', () => {
  test.each([
    [apt, 'curl=8.14.1-2 curl=8.* curl/bookworm ./x.deb x.deb curl- desktop^', 'curl libc6:arm64 g++'],
    [apk, 'curl=8.14.1-r0 curl~=8 curl>8 curl<9 x.apk !curl', 'curl py3-pip curl@edge'],
    [
      dnf,
      'httpd-2.4.62 gcc-c++-1.1.1 java-1:21.0.1 x.rpm https://example.com/x @base httpd-2.4.62-1.fc42.x86_64',
      'httpd gcc-c++ python3 mod_ssl python3-devel',
    ],
    [zypper, 'git=2.47 git>=2 git<3 x.rpm /tmp/x -git !git', 'git gcc14'],
    [
      npm,
      'a@1 a@^1.2 @b/a@1.0.0 a@latest ./a ../a ~/a /a . a.tgz https://example.com/a git+https://example.com/a.git#1',
      'a @b/a git://example.com/a.git git+ssh://git@example.com/a.git',
    ],
    [gem, 'rails:8.0 x.gem ./x', 'rails'],
    [
      pip,
      'a==1 a>=1 a<2 a~=1.1 a!=3 a===1 a[b]==1 x.whl x.tar.gz ./a git+https://example.com/a.git@v1 hg+ssh://u@h/a@1',
      'a a[b] git+https://example.com/a.git git+ssh://git@example.com/a.git',
    ],
  ])('%#', (manager, pinned, open) => {
    const wrong = (list: string, wanted: boolean) => list.split(' ').filter((spec) => manager.pinned(spec) !== wanted);
    expect(wrong(pinned, true)).toEqual([]);
    expect(wrong(open, false)).toEqual([]);
  });
});
