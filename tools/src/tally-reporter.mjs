/** A node:test reporter whose only output is the final count, as JSON for run-tests.ts. */
export default async function* tally(events) {
  for await (const { type, data } of events) {
    // The summary without a file is the one over all files.
    if (type === 'test:summary' && data.file === undefined) {
      const { passed, failed, cancelled, skipped } = data.counts;
      yield JSON.stringify({ passed, failed: failed + cancelled, skipped });
    }
  }
}
