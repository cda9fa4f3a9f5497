import type { Dockerfile } from '../model/dockerfile';
import type { Installer } from '../shell/package-managers';
import { type Call, callsOf, unpinned } from './installs';
import type { Finding } from './rule';

/** Packages and modules that yum or dnf installs without a version. Groups have none, so they are left alone. */
export function* rpmPackages(file: Dockerfile, manager: Installer): Iterable<Finding> {
  yield* unpinned(file, manager, callsOf(file, manager, manager.install));
  const modules = { pin: () => ':STREAM', pinned: (spec: string) => spec.includes(':') };
  yield* unpinned(file, modules, moduleInstalls(callsOf(file, manager, ['module'])));
}

function* moduleInstalls(calls: Iterable<Call>): Iterable<Call> {
  for (const call of calls) {
    const [verb, ...packages] = call.packages;
    if (verb?.text === 'install') yield { ...call, verb, packages };
  }
}
