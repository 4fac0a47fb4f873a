import { readPostmaster } from '@huiting/server/platform/database/launcher/postmaster-file';
import { launchTestServer, testDataDir } from '@huiting/server/platform/database/test-database';

/** Stops the test server of this checkout, unless a neighbour's tests still use it. */
export async function stopTestServer(): Promise<void> {
  if (readPostmaster(testDataDir) === null) return;
  const server = await launchTestServer();
  await server.stop();
}
