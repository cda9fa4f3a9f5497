import type { Refactor } from './refactoring';

/** Adds the digest of the local image to a FROM, and takes a digest off. */
export const pinDigest: Refactor = ({ file, instruction, imageInfo }) => {
  const stage = instruction.name === 'FROM' ? file.stageOf(instruction) : undefined;
  const { image, raw, span, kind } = stage?.base ?? {};
  if (!image || !raw || !span || kind !== 'image' || /["'\\]/.test(raw)) return [];
  if (image.digest !== undefined) {
    const at = raw.indexOf('@');
    if (at < 0 || image.tag === undefined) return [];
    const changes = [{ start: span.start + at, end: span.start + raw.length, text: '' }];
    return [{ title: 'Follow the tag instead of the digest', kind: 'refactor.rewrite', changes }];
  }
  const name = image.registry === 'docker.io' ? image.familiarName : `${image.registry}/${image.repository}`;
  const pinned = imageInfo(image.text)?.repoDigests.find((digest) => digest.startsWith(`${name}@`));
  const digest = pinned?.slice(name.length);
  if (!digest || !/^@sha256:[a-f0-9]{64}$/.test(digest)) return [];
  const end = span.start + raw.length;
  return [
    {
      title: `Pin to the local image's digest (${digest.slice(8, 20)}…)`,
      kind: 'refactor.rewrite',
      changes: [{ start: end, end, text: digest }],
    },
  ];
};
