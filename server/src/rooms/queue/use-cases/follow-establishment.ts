import { queueEvents } from '@huiting/contracts/queue';
import type { organizationEvents } from '@huiting/contracts/organization';
import type { PayloadOf } from '@huiting/contracts/core/event';
import { defaultStrategy } from '@huiting/queueing/strategy';
import type { Ctx } from '../../../platform/context.ts';
import type { Tx } from '../../../platform/database/database.ts';
import { newId } from '../../../platform/ids.ts';
import { beginQueue } from '../queue.branch.store.ts';
import { establishedSetup } from '../queue.setup.domain.ts';
import * as store from '../queue.setup.store.ts';
import { shippedTemplate } from '../queue.shipped.domain.ts';

/** What the versions of a new branch's setup say they are for. */
const reason = '随网点设立启用';

type Established = PayloadOf<(typeof organizationEvents)['branchEstablished']>;

/**
 * A branch that begins has its queue the same moment: services and windows as head office's template says for the windows of its
 * format, the default strategy, a lock row. It can serve its first customer as soon as its stage lets it.
 */
export async function followEstablishment(ctx: Ctx, tx: Tx, branch: Established): Promise<void> {
  const { branchId } = tx;
  // Told twice, made once: what was set up since stays.
  const isNew = await beginQueue(tx, branchId, { strategy: defaultStrategy(), reason, now: ctx.now() });
  if (!isNew) return;
  const headOffice = await store.readHeadOfficeOf(tx, branch.orgUnitId);
  const template = headOffice === null ? null : await store.readTemplate(tx, headOffice);
  const windows = branch.windows ?? [];
  const setup = establishedSetup(template?.document ?? shippedTemplate(), windows);
  await store.addVersion(tx, 'queue.setup', {
    id: branchId,
    version: 1,
    document: setup,
    reason,
    by: { id: 'system', name: '系统' },
    at: ctx.now(),
  });
  if (template !== null) await store.noteTemplateVersion(tx, branchId, 1, template.version.version);
  await store.writeServices(tx, branchId, setup.services, () => newId());
  const kindOf = new Map<string, string>(windows.map(({ id, kind }) => [id, kind]));
  await store.writeWindows(
    tx,
    branchId,
    setup.windows.map((window) => ({ ...window, kind: kindOf.get(window.windowId)! })),
  );
  tx.emit(queueEvents.setupChanged, { what: 'services' });
}
