/** A part of a tag and what it says. */
export interface TagPart {
  readonly text: string;
  readonly meaning: string;
}

/** Code names of releases: name → what it is and until when it gets security updates (the distributors' own tables). */
const releases: Readonly<Record<string, string>> = {
  jessie: 'Debian 8, without updates since June 2020',
  stretch: 'Debian 9, without updates since June 2022',
  buster: 'Debian 10, without updates since June 2024',
  bullseye: 'Debian 11, long-term support until August 2026',
  bookworm: 'Debian 12, long-term support until June 2028',
  trixie: 'Debian 13, long-term support until June 2030',
  forky: 'Debian 14, in development',
  sid: 'Debian unstable, always in development',
  trusty: 'Ubuntu 14.04, standard support ended in April 2019',
  xenial: 'Ubuntu 16.04, standard support ended in April 2021',
  bionic: 'Ubuntu 18.04, standard support ended in May 2023',
  focal: 'Ubuntu 20.04, standard support ended in May 2025',
  jammy: 'Ubuntu 22.04, standard support until April 2027',
  noble: 'Ubuntu 24.04, standard support until April 2029',
  plucky: 'Ubuntu 25.04, supported until January 2026',
  questing: 'Ubuntu 25.10, supported until July 2026',
};

const alpineEnds: Readonly<Record<string, string>> = {
  '3.17': 'November 2024',
  '3.18': 'May 2025',
  '3.19': 'November 2025',
  '3.20': 'April 2026',
  '3.21': 'November 2026',
  '3.22': 'May 2027',
  '3.23': 'November 2027',
};

/** Months in which the makers stop the security updates of a release line: image → version → month. */
const versionEnds: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  node: { '16': 'September 2023', '18': 'April 2025', '20': 'April 2026', '22': 'April 2027', '24': 'April 2028' },
  python: {
    '2.7': 'January 2020',
    '3.7': 'June 2023',
    '3.8': 'October 2024',
    '3.9': 'October 2025',
    '3.10': 'October 2026',
    '3.11': 'October 2027',
    '3.12': 'October 2028',
    '3.13': 'October 2029',
    '3.14': 'October 2030',
  },
  postgres: {
    '12': 'November 2024',
    '13': 'November 2025',
    '14': 'November 2026',
    '15': 'November 2027',
    '16': 'November 2028',
    '17': 'November 2029',
    '18': 'November 2030',
  },
  php: {
    '7.4': 'November 2022',
    '8.1': 'December 2025',
    '8.2': 'December 2026',
    '8.3': 'December 2027',
    '8.4': 'December 2028',
  },
  alpine: alpineEnds,
  debian: {
    '10': 'June 2024 (long-term support)',
    '11': 'August 2026 (long-term support)',
    '12': 'June 2028 (long-term support)',
    '13': 'June 2030 (long-term support)',
  },
  ubuntu: {
    '18.04': 'May 2023',
    '20.04': 'May 2025',
    '22.04': 'April 2027',
    '24.04': 'April 2029',
  },
};

const words: Readonly<Record<string, string>> = {
  latest: 'the tag that Docker takes when none is written: the image behind it changes without notice',
  slim: 'a lighter variant: only what is needed to run, on Debian',
  alpine: 'built on Alpine Linux: very small, with musl instead of glibc and `apk` for packages',
  lts: 'the release line with long-term support, whichever that is today',
  current: 'the newest release line, whichever that is today',
  stable: 'the stable release line, whichever that is today',
  mainline: 'the line with the newest features, whichever that is today',
  edge: 'built from the newest state: not for production',
  nightly: 'built every night from the newest state: not for production',
  dev: 'a development build or variant',
  debug: 'with a shell or tools to look into problems',
  nonroot: 'runs as an ordinary user, not as root',
  fpm: 'PHP as a FastCGI process, to be put behind a web server',
  apache: 'with the Apache web server',
  cli: 'for the command line only',
  zts: 'PHP built for threads (Zend Thread Safety)',
  jdk: 'with the Java compiler and tools, to build',
  jre: 'only what Java programs need to run',
  windowsservercore: 'built on Windows Server Core: Windows containers only',
  nanoserver: 'built on Windows Nano Server: small, Windows containers only',
  management: 'with the management web interface',
  dind: 'Docker in Docker: runs an engine inside the container (needs --privileged)',
  rootless: 'works without root',
  unprivileged: 'runs as an ordinary user, not as root',
  perl: 'with the Perl module',
  otel: 'with the OpenTelemetry module',
  chiseled: 'Ubuntu reduced to what the program needs: no shell, not root',
  minimal: 'reduced to the least',
  ubi: "built on Red Hat's Universal Base Image",
  rolling: 'the newest release, whichever that is today',
  devel: 'the next release, in development',
};

/**
 * Takes a tag such as `22.04-slim-bookworm` apart and says what each part means. Parts that mean nothing to us are left out.
 * `familiarName` is the image's name as people write it; it decides what a version number counts.
 */
export function explainTag(familiarName: string, tag: string): TagPart[] {
  const parts: TagPart[] = [];
  for (const [index, text] of tag.split(/[-_]/).entries()) {
    const meaning = meaningOf(text, familiarName, index);
    if (meaning) parts.push({ text, meaning });
  }
  return parts;
}

function meaningOf(text: string, image: string, index: number): string | undefined {
  const lower = text.toLowerCase();
  if (Object.hasOwn(words, lower)) return words[lower];
  if (Object.hasOwn(releases, lower)) return releases[lower];
  const alpine = /^alpine(\d+\.\d+)/.exec(lower)?.[1];
  if (alpine) {
    const end = alpineEnds[alpine];
    return `built on Alpine Linux ${alpine}${end ? `, supported until ${end}` : ''}`;
  }
  if (/^ltsc\d+$/.test(lower)) return `Windows Server ${lower.slice(4)}, long-term servicing: the host has to match`;
  if (/^\d[\d.]*(rc|beta|alpha|a|b)\d*$/.test(lower) || /^(rc|beta|alpha|preview)[\d.]*$/.test(lower)) {
    return 'a preview (release candidate, beta or alpha): not for production';
  }
  if (/^v?\d+(\.\d+)*(\+\w+)?$/.test(lower))
    return index === 0 ? versionMeaning(lower.replace(/^v/, ''), image) : undefined;
  return undefined;
}

function versionMeaning(version: string, image: string): string {
  const numbers = version.split('.');
  const precision =
    numbers.length >= 3
      ? 'an exact version'
      : numbers.length === 2
        ? `the newest ${version}.x`
        : `the newest ${version}.x.x`;
  const table = Object.hasOwn(versionEnds, image) ? versionEnds[image] : undefined;
  const end = table?.[numbers.slice(0, 2).join('.')] ?? table?.[numbers[0] ?? ''];
  const what = image === 'debian' || image === 'ubuntu' ? 'the release' : `version: ${precision}`;
  return end ? `${what}; security updates until ${end}` : what;
}
