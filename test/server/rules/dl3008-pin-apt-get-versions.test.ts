import { dl3008 } from '../../../server/src/rules/dl3008-pin-apt-get-versions';
import { ruleCases } from '../../support/rule-cases';

ruleCases(dl3008, {
  onBuild: true,
  marks: [
    'RUN apt-get install ⟦a⟧ b=1 ⟦c⟧',
    'RUN apt-get -y -o X=y install -t stable ⟦a⟧ \\\n    # why\n    ⟦b:arm64⟧ \\\n    && rm x',
    'RUN apt-get install ⟦"a"⟧ ⟦\'b\'⟧ "c=1"',
    'RUN ["apt-get", "install", ⟦"a"⟧, "b=1"]',
    'RUN sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y ⟦a⟧',
    'RUN if true; then apt-get install -y ⟦a⟧; fi',
    'RUN bash -c "apt-get install -y ⟦a⟧"',
    'RUN <<EOF\napt-get install -y ⟦a⟧\nEOF',
    'RUN X=y apt-get $OPTS install ⟦php${X}-cli⟧ $PACKAGES "${MORE}" $(cat list)',
    'RUN apt-get install ./a.deb /tmp/b.deb c/bookworm d- e^',
    'RUN apt-get install -s a',
    'RUN apt-get install --config-file x a=1',
    'RUN apt-get update && apt-get remove a',
    'RUN apt-getx install a',
    'RUN echo apt-get install a',
    '# hadolint shell=powershell\nFROM debian:13\nRUN apt-get install a',
    'FROM mcr.microsoft.com/windows/servercore:ltsc2022\nRUN apt-get install a',
    'FROM golang:${VERSION}-nanoserver-${WINDOWS}\nRUN apt-get install a',
    '# escape=`\nFROM example/app\nRUN apt-get install a',
    '# escape=`\nFROM debian:13\nRUN apt-get install `\n  ⟦a⟧',
    'FROM debian:13\nSHELL ["pwsh", "-c"]\nRUN apt-get install a',
    'FROM debian:13\nSHELL ["pwsh", "-c"]\nRUN ["apt-get", "install", ⟦"a"⟧]',
    'RUN <<EOF\n#!/usr/bin/env python3\napt-get install a\nEOF',
  ],
  fixes: [
    ['RUN apt-get install a b=1', 'RUN apt-get install a=VERSION b=1'],
    ['RUN apt-get install "a"', 'RUN apt-get install "a=VERSION"'],
    ['RUN ["apt-get", "install", "a"]', 'RUN ["apt-get", "install", "a=VERSION"]'],
  ],
});
