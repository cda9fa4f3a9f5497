// Child processes that cannot outlive us, and waiting for conditions.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

/**
 * Waits until `probe` returns something truthy. Never waits for a time: `limit` only bounds a condition that never comes.
 *
 * @template T
 * @param {string} what Completes "Waited 60 s for ...".
 * @param {() => T | Promise<T>} probe May throw: that counts as not yet, and the last reason is told at the end.
 * @param {number} [limit] Milliseconds.
 * @returns {Promise<NonNullable<T>>}
 */
export async function until(what, probe, limit = 60_000) {
  const end = Date.now() + limit;
  /** @type {unknown} */
  let reason;
  for (let pause = 20; ; pause = Math.min(pause * 1.5, 250)) {
    try {
      const result = await probe();
      if (result) return result;
      reason = undefined;
    } catch (error) {
      if (error instanceof Hopeless) throw error;
      reason = error;
    }
    if (Date.now() > end) {
      throw new Error(`Waited ${limit / 1000} s for ${what}${reason ? `; last: ${message(reason)}` : ''}`, {
        cause: reason,
      });
    }
    await delay(pause);
  }
}

/** Thrown by a probe of `until` when waiting any longer is pointless. */
export class Hopeless extends Error {}

/**
 * @param {unknown} error
 * @returns {string}
 */
export function message(error) {
  return error instanceof Error ? error.message : String(error);
}

/**
 * Starts a program in a session of its own that the kernel kills when this process dies, however it dies (Linux).
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} options
 */
export function spawnBound(command, args, options) {
  const bound = existsSync('/usr/bin/setpriv');
  return bound
    ? spawn('/usr/bin/setpriv', ['--pdeathsig', 'KILL', '--', command, ...args], { ...options, detached: true })
    : spawn(command, [...args], { ...options, detached: process.platform !== 'win32' });
}

/**
 * A process by id and start time, so that a reused id is not mistaken for it. Undefined when there is no such process.
 *
 * @param {number} pid
 * @returns {string | undefined}
 */
export function identity(pid) {
  try {
    // The command in parentheses may hold spaces; state is the first field after it and the start time the twentieth (proc(5)).
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return fields[0] === 'Z' ? undefined : `${pid}:${fields[19]}`;
  } catch {
    return undefined;
  }
}

/**
 * Every descendant of a process, nearest first.
 *
 * @param {number} pid
 * @returns {number[]}
 */
export function descendants(pid) {
  const children = childrenOf(pid);
  return [...children, ...children.flatMap(descendants)];
}

/**
 * @param {number} pid
 * @returns {number[]}
 */
export function childrenOf(pid) {
  try {
    return readdirSync(`/proc/${pid}/task`).flatMap((task) =>
      readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
    );
  } catch {
    return [];
  }
}

/**
 * Ends a process that `spawnBound` started, and all that descends from it: first kindly, then by force.
 *
 * @param {import('node:child_process').ChildProcess | undefined} child
 * @param {number} [grace] Milliseconds until force.
 */
export async function endTree(child, grace = 5_000) {
  if (!child?.pid) return;
  const living = () => [child.pid ?? 0, ...descendants(child.pid ?? 0)].map(identity).filter((id) => id !== undefined);
  const family = new Set(living());
  const alive = () => {
    for (const id of living()) family.add(id);
    return [...family].filter((id) => identity(Number.parseInt(id, 10)) === id);
  };
  signal(family, 'SIGTERM');
  try {
    await until('processes to end', () => alive().length === 0, grace);
  } catch {
    signal(alive(), 'SIGKILL');
    await until('killed processes to end', () => alive().length === 0, 10_000);
  }
}

/**
 * @param {Iterable<string>} identities
 * @param {NodeJS.Signals} name
 */
export function signal(identities, name) {
  for (const id of identities) {
    const pid = Number.parseInt(id, 10);
    if (identity(pid) !== id) continue;
    try {
      process.kill(pid, name);
    } catch {
      // Gone in the meantime.
    }
  }
}
