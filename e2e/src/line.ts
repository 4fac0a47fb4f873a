import { accessEndpoints } from '@huiting/contracts/access';
import { queueEndpoints } from '@huiting/contracts/queue';
import { must } from './api.ts';
import type { BrowserContext } from './journey.ts';

/**
 * Lets those leave whom the strategy would call at this window before the ticket, as a lobby manager records it. Serving them instead
 * would fill the loudspeaker for a minute.
 */
export async function letOthersLeave(
  context: BrowserContext,
  url: string,
  before: { readonly ticketNumber: string; readonly windowLabel: string },
): Promise<void> {
  const me = await must(context, url, 'pad', accessEndpoints.getMe, {});
  const branchId = me.branch!.id;
  for (let left = 0; ; left += 1) {
    const board = await must(context, url, 'pad', queueEndpoints.getBoard, { branchId });
    const window = board.windows.find(({ label }) => label === before.windowLabel)!;
    const order = board.figures.windowQueues.find(({ windowId }) => windowId === window.id)!.ticketIds;
    const at = order.findIndex(
      (id) => board.tickets.find((one) => one.id === id)?.number === before.ticketNumber,
    );
    if (at === 0) return;
    if (at < 0 || left > order.length + 1)
      throw new Error(`${before.ticketNumber} does not wait for window ${before.windowLabel}`);
    for (const ticketId of order.slice(0, at))
      await must(context, url, 'pad', queueEndpoints.abandon, { branchId, ticketId, reason: '客户离店' });
  }
}
