import { addUrlWithoutChecksum } from './add-url-without-checksum';
import { aptGetUpdateAlone } from './apt-get-update-alone';
import { chownAfterCopy } from './chown-after-copy';
import { cmdIgnored } from './cmd-ignored';
import { commentHidesCommands } from './comment-hides-commands';
import { consistentInstructionCasing } from './consistent-instruction-casing';
import { copyBeforeInstall } from './copy-before-install';
import { copyIgnoredFile } from './copy-ignored-file';
import { copyWithoutDockerignore } from './copy-without-dockerignore';
import { developmentServer } from './development-server';
import { dl1001 } from './dl1001-no-inline-ignore';
import { dl3001 } from './dl3001-pointless-commands';
import { dl3002 } from './dl3002-last-user-root';
import { dl3003 } from './dl3003-use-workdir';
import { dl3004 } from './dl3004-no-sudo';
import { dl3006 } from './dl3006-tag-image';
import { dl3007 } from './dl3007-latest-tag';
import { dl3008 } from './dl3008-pin-apt-get-versions';
import { dl3009 } from './dl3009-remove-apt-lists';
import { dl3010 } from './dl3010-add-archive';
import { dl3013 } from './dl3013-pin-pip-versions';
import { dl3014 } from './dl3014-apt-get-yes';
import { dl3015 } from './dl3015-no-install-recommends';
import { dl3016 } from './dl3016-pin-npm-versions';
import { dl3018 } from './dl3018-pin-apk-versions';
import { dl3019 } from './dl3019-apk-no-cache';
import { dl3020 } from './dl3020-copy-not-add';
import { dl3021 } from './dl3021-copy-destination-slash';
import { dl3022 } from './dl3022-copy-from-known-stage';
import { dl3025 } from './dl3025-exec-form';
import { dl3026 } from './dl3026-trusted-registry';
import { dl3027 } from './dl3027-no-apt';
import { dl3028 } from './dl3028-pin-gem-versions';
import { dl3030 } from './dl3030-yum-yes';
import { dl3032 } from './dl3032-yum-clean';
import { dl3033 } from './dl3033-pin-yum-versions';
import { dl3034 } from './dl3034-zypper-yes';
import { dl3035 } from './dl3035-no-zypper-dist-upgrade';
import { dl3036 } from './dl3036-zypper-clean';
import { dl3037 } from './dl3037-pin-zypper-versions';
import { dl3038 } from './dl3038-dnf-yes';
import { dl3040 } from './dl3040-dnf-clean';
import { dl3041 } from './dl3041-pin-dnf-versions';
import { dl3042 } from './dl3042-pip-no-cache-dir';
import { dl3044 } from './dl3044-env-self-reference';
import { dl3045 } from './dl3045-copy-relative-destination';
import { dl3046 } from './dl3046-useradd-no-log-init';
import { dl3047 } from './dl3047-wget-progress';
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
import { dl3059 } from './dl3059-merge-runs';
import { dl3060 } from './dl3060-yarn-cache-clean';
import { dl3062 } from './dl3062-pin-go-versions';
import { dl3064 } from './dl3064-secret-names';
import { dl3066 } from './dl3066-numeric-user';
import { dl3067 } from './dl3067-copy-root';
import { dl4001 } from './dl4001-curl-or-wget';
import { dl4005 } from './dl4005-shell-not-ln';
import { dl4006 } from './dl4006-pipefail';
import { duplicateStageName } from './duplicate-stage-name';
import { endOfLifeBase } from './end-of-life-base';
import { exposeInvalidFormat } from './expose-invalid-format';
import { exposeProtoCasing } from './expose-proto-casing';
import { fromAsCasing } from './from-as-casing';
import { fromPlatformFlagConstDisallowed } from './from-platform-flag-const-disallowed';
import { hardcodedSecret } from './hardcoded-secret';
import { heredocWithoutSetE } from './heredoc-without-set-e';
import { invalidBaseImagePlatform } from './invalid-base-image-platform';
import { invalidDefaultArgInFrom } from './invalid-default-arg-in-from';
import { invalidDefinitionDescription } from './invalid-definition-description';
import { jsonArgsRecommended } from './json-args-recommended';
import { legacyKeyValueFormat } from './legacy-key-value-format';
import { maintainerDeprecated } from './maintainer-deprecated';
import { multipleInstructionsDisallowed } from './multiple-instructions-disallowed';
import { noEmptyContinuation } from './no-empty-continuation';
import { preReleaseTag } from './pre-release-tag';
import { redundantTargetPlatform } from './redundant-target-platform';
import { reservedStageName } from './reserved-stage-name';
import type { Rule } from './rule';
import { runAsRoot } from './run-as-root';
import { secretInLayer } from './secret-in-layer';
import { secretsUsedInArgOrEnv } from './secrets-used-in-arg-or-env';
import { severalServices } from './several-services';
import { stageNameCasing } from './stage-name-casing';
import { undefinedArgInFrom } from './undefined-arg-in-from';
import { undefinedVar } from './undefined-var';
import { workdirRelativePath } from './workdir-relative-path';

/** Every rule, in the order of the documentation's table. */
export const rules: readonly Rule[] = [
  // BuildKit's build checks. WorkdirRelativePath and FromPlatformFlagConstDisallowed tell less than DL3000 and DL3029.
  consistentInstructionCasing,
  copyIgnoredFile,
  duplicateStageName,
  exposeInvalidFormat,
  exposeProtoCasing,
  fromAsCasing,
  fromPlatformFlagConstDisallowed,
  invalidBaseImagePlatform,
  invalidDefaultArgInFrom,
  invalidDefinitionDescription,
  jsonArgsRecommended,
  legacyKeyValueFormat,
  maintainerDeprecated,
  multipleInstructionsDisallowed,
  noEmptyContinuation,
  redundantTargetPlatform,
  reservedStageName,
  secretsUsedInArgOrEnv,
  stageNameCasing,
  undefinedArgInFrom,
  undefinedVar,
  workdirRelativePath,
  // hadolint's
  dl1001,
  dl3001,
  dl3002,
  dl3003,
  dl3004,
  dl3006,
  dl3007,
  dl3008,
  dl3009,
  dl3010,
  dl3013,
  dl3014,
  dl3015,
  dl3016,
  dl3018,
  dl3019,
  dl3020,
  dl3021,
  dl3022,
  dl3025,
  dl3026,
  dl3027,
  dl3028,
  dl3030,
  dl3032,
  dl3033,
  dl3034,
  dl3035,
  dl3036,
  dl3037,
  dl3038,
  dl3040,
  dl3041,
  dl3042,
  dl3044,
  dl3045,
  dl3046,
  dl3047,
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
  dl3059,
  dl3060,
  dl3062,
  dl3064,
  dl3066,
  dl3067,
  dl4001,
  dl4005,
  dl4006,
  addUrlWithoutChecksum,
  aptGetUpdateAlone,
  chownAfterCopy,
  cmdIgnored,
  commentHidesCommands,
  copyBeforeInstall,
  copyWithoutDockerignore,
  developmentServer,
  endOfLifeBase,
  hardcodedSecret,
  heredocWithoutSetE,
  preReleaseTag,
  runAsRoot,
  secretInLayer,
  severalServices,
];

/** The rule that goes by a code, or else by an alias; undefined when there is none. */
export function ruleByName(name: string): Rule | undefined {
  names ??= new Map([...namesOf((rule) => rule.aliases), ...namesOf((rule) => [rule.code])]);
  return names.get(name);
}

let names: ReadonlyMap<string, Rule> | undefined;

function namesOf(select: (rule: Rule) => readonly string[]): (readonly [string, Rule])[] {
  return rules.flatMap((rule) => select(rule).map((name) => [name, rule] as const));
}
