/** Files that hold nothing but secrets, by what their path ends with. Examples and templates of them are no secrets. */
const secretPath =
  /(?:^|\/)(?:\.env(?:\.(?:local|prod|production|staging|live))?|id_(?:rsa|dsa|ecdsa|ed25519)|\.netrc|\.git-credentials|\.pypirc|\.pgpass|\.my\.cnf|\.aws(?:\/credentials)?|\.ssh|\.gnupg|\.docker\/config\.json|\.dockercfg|\.kube\/config|kubeconfig|\.htpasswd|\.vault[-_]token|(?:service[-_]?account|gcp|google)[-_]?(?:credentials|key)?\.json|credentials\.json)\/?$/;

/** True for a path that by convention is a secret, such as `.env` or `~/.ssh/id_rsa`. */
export function isSecretFile(path: string): boolean {
  return secretPath.test(path);
}

/** Files that tools read their login from; what is written there by a RUN is a secret, though others copy harmless ones. */
const loginFile =
  /(?:^|\/)(?:\.npmrc|\.yarnrc(?:\.yml)?|\.netrc|\.pypirc|\.git-credentials|pip\.conf|auth\.json|id_(?:rsa|dsa|ecdsa|ed25519)|\.pgpass|\.aws\/credentials|\.docker\/config\.json)$/;

export function isLoginFile(path: string): boolean {
  return loginFile.test(path);
}

/** False for a text that surely names no secret file; spares the reading of its paths. */
export function mayNameSecret(text: string): boolean {
  return /\.(?:env|netrc|git-|pypirc|pgpass|my\.|aws|ssh|gnupg|docker|kube|htpasswd|vault)|id_|kubeconfig|\.json|\$/.test(
    text,
  );
}
