/** What the test runners counted, from their JSON reports. */

/** A runner that ended badly without a report, or with one that counts no failure, has failed all the same. */
const fault = { passed: 0, failed: 1, skipped: 0 };

/** @param report Vitest's (the format of Jest), or null where none was written */
export function countVitest(report, exitCode) {
  if (report === null) return fault;
  const counted = {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + (report.numTodoTests ?? 0),
  };
  // A file that could not be loaded has no tests to fail.
  return withFault({ ...counted, failed: counted.failed + countUnloaded(report) }, exitCode);
}

function countUnloaded(report) {
  return report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length;
}

/** @param report Playwright's, or null where none was written */
export function countPlaywright(report, exitCode) {
  if (report === null) return fault;
  const { expected, flaky, unexpected, skipped } = report.stats;
  return withFault({ passed: expected + flaky, failed: unexpected, skipped }, exitCode);
}

function withFault(counted, exitCode) {
  return exitCode !== 0 && counted.failed === 0 ? { ...counted, failed: 1 } : counted;
}

/** @returns `N passed, N failed`, and `, N skipped` if any */
export function summarise(counts) {
  const sum = (name) => counts.reduce((total, count) => total + count[name], 0);
  const skipped = sum('skipped');
  return `${sum('passed')} passed, ${sum('failed')} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
