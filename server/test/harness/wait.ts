import assert from 'node:assert/strict';

/** Looks again until it is so; for what nobody announces. */
export async function waitUntil(isSo: () => Promise<boolean>, withinMs = 15_000): Promise<void> {
  const patience = Date.now() + withinMs;
  while (!(await isSo())) {
    assert.ok(Date.now() < patience, 'it did not come about');
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
