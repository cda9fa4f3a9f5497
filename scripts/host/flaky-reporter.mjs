/** Tells which tests needed their second try, so that a flake never hides behind a green line. */
export default class FlakyReporter {
  /** @param {import('vitest/node').TestCase} test */
  onTestCaseResult(test) {
    if (test.diagnostic()?.flaky) console.log(`flaky, passed at the second try: ${test.fullName}`);
  }
}
