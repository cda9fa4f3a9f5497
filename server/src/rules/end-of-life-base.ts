import type { StageBase } from '../model/dockerfile';
import { type LifeCycle, lifeCycles, monthName } from './data/end-of-life';
import type { Finding, Rule } from './rule';
import { tagPartSpan } from './tag-part';

export const endOfLifeBase: Rule = {
  code: 'EndOfLifeBase',
  aliases: [],
  source: 'quayside',
  severity: 'warning',
  summary: 'Do not build on a release that gets no more security updates',
  why:
    'A release past its end of life gets no security updates: holes that are found today stay open in your image, and its package ' +
    'mirrors are taken away sooner or later, which breaks the build. The rule knows the dates of the common distributions, languages and ' +
    'databases, and sees the distribution in the tag of other images too (`node:22-buster`). Move to a supported release.',
  bad: [
    'FROM debian:⟦buster⟧-slim\n',
    'FROM node:⟦16⟧-alpine\n',
    'FROM node:24-⟦bullseye⟧\n',
    'FROM ruby:3.4-⟦alpine3.18⟧\n',
    'ARG VERSION=3.8\nFROM ⟦python:$VERSION⟧\n',
  ],
  good: [
    'FROM debian:13\nFROM node:24-alpine\nFROM python:3\nFROM alpine\n',
    'FROM registry.example.com/team/node:16\n',
    'FROM alpine:3.22 AS node\nFROM node\n',
  ],
  fixable: false,
  *check({ stages }) {
    for (const { base } of stages) {
      if (base.image?.tag === undefined || base.kind !== 'image') continue;
      const { familiarName, tag } = base.image;
      const product = productEnd(base, familiarName, tag);
      if (product) yield product;
      yield* distributionEnd(base, tag);
    }
  },
};

const cycleByImage = new Map(lifeCycles.flatMap((cycle) => cycle.images.map((image) => [image, cycle] as const)));
const cycleByCodeName = new Map(
  lifeCycles.flatMap((cycle) => Object.keys(cycle.codeNames ?? {}).map((name) => [name, cycle] as const)),
);
const cycleByPrefix = new Map(lifeCycles.map((cycle) => [cycle.tagPrefix, cycle] as const));

/** The product that the image is about: the tag starts with its version. */
function productEnd(base: StageBase, name: string, tag: string): Finding | undefined {
  const cycle = cycleByImage.get(name);
  const version = cycle && /^\d+(?:\.\d+)*/.exec(tag)?.[0];
  if (!cycle || version === undefined) return undefined;
  const release = endedRelease(cycle, version);
  if (release === undefined) return undefined;
  return finding(base, `${cycle.product} ${version}`, cycle.ended[release], 0, version.length);
}

/** A distribution that the tag names: `buster`, `alpine3.12`. */
function distributionEnd(base: StageBase, tag: string): readonly Finding[] {
  const found: Finding[] = [];
  let index = 0;
  for (const part of tag.split('-')) {
    const named = releaseNamed(part);
    if (named) found.push(finding(base, distributionName(named), named.cycle.ended[named.release], index, part.length));
    index += part.length + 1;
  }
  return found;
}

interface Named {
  readonly cycle: LifeCycle;
  readonly release: string;
}

function releaseNamed(part: string): Named | undefined {
  const byCodeName = cycleByCodeName.get(part);
  const codeName = byCodeName?.codeNames?.[part];
  if (byCodeName && codeName !== undefined) return { cycle: byCodeName, release: codeName };
  const prefix = /^[a-z]+(?=\d)/.exec(part)?.[0] ?? '';
  const cycle = cycleByPrefix.get(prefix);
  const release = cycle && endedRelease(cycle, part.slice(prefix.length));
  return cycle && release !== undefined ? { cycle, release } : undefined;
}

/** The release that a version belongs to, the closest first: 7.4.33, 7.4, 7. */
function endedRelease({ ended }: LifeCycle, version: string): string | undefined {
  for (let release = version; release !== ''; release = release.slice(0, Math.max(0, release.lastIndexOf('.')))) {
    if (Object.hasOwn(ended, release)) return release;
  }
  return undefined;
}

/** `Debian 10 (buster)` */
function distributionName({ cycle: { product, codeNames }, release }: Named): string {
  const codeName = Object.entries(codeNames ?? {}).find(([, version]) => version === release)?.[0];
  return `${product} ${release}${codeName === undefined ? '' : ` (${codeName})`}`;
}

function finding(base: StageBase, name: string, month: string | undefined, index: number, length: number): Finding {
  const { start, end } = tagPartSpan(base, index, length);
  return {
    start,
    end,
    message: `${name} has had no security updates since ${monthName(month ?? '')}.`,
  };
}
