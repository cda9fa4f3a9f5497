import { type LifeCycle, lifeCycles, monthName } from '../rules/data/end-of-life';

/** A part of a tag and what it says. */
export interface TagPart {
  readonly text: string;
  readonly meaning: string;
}

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
  const distribution = distributionMeaning(lower);
  if (distribution) return distribution;
  if (/^ltsc\d+$/.test(lower)) return `Windows Server ${lower.slice(4)}, long-term servicing: the host has to match`;
  if (/^\d[\d.]*(rc|beta|alpha|a|b)\d*$/.test(lower) || /^(rc|beta|alpha|preview)[\d.]*$/.test(lower)) {
    return 'a preview (release candidate, beta or alpha): not for production';
  }
  if (index > 0 || !/^v?\d+(\.\d+)*(\+\w+)?$/.test(lower)) return undefined;
  return versionMeaning(lower.replace(/^v/, ''), image);
}

/** `bookworm`, `alpine3.22`. */
function distributionMeaning(part: string): string | undefined {
  for (const cycle of lifeCycles) {
    const names = { ...cycle.codeNames, ...cycle.currentNames };
    const release = Object.hasOwn(names, part) ? names[part] : undefined;
    if (release !== undefined) return `${cycle.product} ${release}${support(cycle, release)}`;
    const { tagPrefix } = cycle;
    const version = tagPrefix && part.startsWith(tagPrefix) ? part.slice(tagPrefix.length) : '';
    if (/^\d/.test(version)) return `built on ${cycle.product} ${version}${support(cycle, version)}`;
  }
  return undefined;
}

/** Until when a release, or the one that it belongs to (7.4.33, 7.4, 7), gets security updates. */
function support({ ended, supported = {} }: LifeCycle, version: string): string {
  for (let release = version; release !== ''; release = release.slice(0, Math.max(0, release.lastIndexOf('.')))) {
    const past = Object.hasOwn(ended, release) ? ended[release] : undefined;
    if (past !== undefined) return `, no security updates since ${monthName(past)}`;
    const until = Object.hasOwn(supported, release) ? supported[release] : undefined;
    if (until !== undefined) return `, security updates until ${monthName(until)}`;
  }
  return '';
}

function versionMeaning(version: string, image: string): string {
  const parts = version.split('.').length;
  const precision =
    parts >= 3 ? 'an exact version' : parts === 2 ? `the newest ${version}.x` : `the newest ${version}.x.x`;
  const cycle = lifeCycles.find(({ images }) => images.includes(image));
  const what = image === 'debian' || image === 'ubuntu' ? 'the release' : `version: ${precision}`;
  return cycle ? `${what}${support(cycle, version)}` : what;
}
