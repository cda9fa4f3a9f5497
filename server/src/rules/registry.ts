import { dl1001 } from './dl1001-no-inline-ignore';
import { dl3002 } from './dl3002-last-user-root';
import { dl3006 } from './dl3006-tag-image';
import { dl3007 } from './dl3007-latest-tag';
import { dl3020 } from './dl3020-copy-not-add';
import { dl3021 } from './dl3021-copy-destination-slash';
import { dl3022 } from './dl3022-copy-from-known-stage';
import { dl3025 } from './dl3025-exec-form';
import { dl3026 } from './dl3026-trusted-registry';
import { dl3044 } from './dl3044-env-self-reference';
import { dl3045 } from './dl3045-copy-relative-destination';
import { dl3048 } from './dl3048-label-key';
import { dl3049 } from './dl3049-missing-label';
import { dl3050 } from './dl3050-superfluous-label';
import { dl3051 } from './dl3051-empty-label';
import { dl3052 } from './dl3052-label-url';
import { dl3053 } from './dl3053-label-time';
import { dl3054 } from './dl3054-label-spdx';
import { dl3055 } from './dl3055-label-hash';
import { dl3056 } from './dl3056-label-semver';
import { dl3057 } from './dl3057-healthcheck-missing';
import { dl3058 } from './dl3058-label-email';
import { dl3064 } from './dl3064-secret-names';
import { dl3066 } from './dl3066-numeric-user';
import { dl3067 } from './dl3067-copy-root';
import type { Rule } from './rule';

/** Every rule, in the order of the documentation's table. */
export const rules: readonly Rule[] = [
  dl1001,
  dl3002,
  dl3006,
  dl3007,
  dl3020,
  dl3021,
  dl3022,
  dl3025,
  dl3026,
  dl3044,
  dl3045,
  dl3048,
  dl3049,
  dl3050,
  dl3051,
  dl3052,
  dl3053,
  dl3054,
  dl3055,
  dl3056,
  dl3057,
  dl3058,
  dl3064,
  dl3066,
  dl3067,
];

/** The rule that goes by a code or an alias. */
export function ruleByName(name: string): Rule | undefined {
  return byName().get(name);
}

let names: ReadonlyMap<string, Rule> | undefined;

function byName(): ReadonlyMap<string, Rule> {
  names ??= new Map(rules.flatMap((rule) => [rule.code, ...rule.aliases].map((name) => [name, rule] as const)));
  return names;
}
