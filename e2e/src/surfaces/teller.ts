import { queueEndpoints } from '@huiting/contracts/queue';
import { accessEndpoints } from '@huiting/contracts/access';
import { must } from '../api.ts';
import { expect } from '../journey.ts';
import type { BrowserContext, Page } from '../journey.ts';

/** The teller's account has its place: the window it is signed in at when the demo opens. */
export const tellerWindow = '3';

const moreThanAHallHolds = 60;

/**
 * Serves whoever comes first by the queue's own order, through the API, until this ticket is the next one for the teller's window
 * and the one before it is being served: what follows is the teller's own press.
 */
export async function serveUntilNext(
  context: BrowserContext,
  url: string,
  ticketNumber: string,
): Promise<void> {
  const me = await must(context, url, 'teller', accessEndpoints.getMe, {});
  const branchId = me.branch!.id;
  for (let acts = 0; acts < 2 * moreThanAHallHolds; acts += 1) {
    const board = await must(context, url, 'teller', queueEndpoints.getBoard, { branchId });
    const window = board.windows.find(({ session }) => session?.staffId === me.staff!.id)!;
    const current = board.tickets.find(
      ({ windowId, state }) => windowId === window.id && (state === 'called' || state === 'serving'),
    );
    const order = board.figures.windowQueues.find(({ windowId }) => windowId === window.id)!.ticketIds;
    const next = board.tickets.find(({ id }) => id === order[0]);
    const at = { branchId, windowId: window.id };
    if (current?.state === 'serving' && next?.number === ticketNumber) return;
    if (current?.number === ticketNumber) throw new Error(`${ticketNumber} was called before its turn was seen`);
    if (current === undefined) await must(context, url, 'teller', queueEndpoints.callNext, at);
    else if (current.state === 'called') await must(context, url, 'teller', queueEndpoints.start, at);
    else
      await must(context, url, 'teller', queueEndpoints.completeAndCallNext, { ...at, ticketId: current.id });
  }
  throw new Error(`${ticketNumber} was not next after ${moreThanAHallHolds} others`);
}

/** Reads the customer's card at the window by the demo's reader. */
export async function readCard(teller: Page, card: string): Promise<void> {
  const reader = teller.getByRole('complementary', { name: '读卡模拟' });
  await reader.getByRole('button', { name: '读卡模拟' }).click();
  await reader.getByRole('radio', { name: '银行卡' }).click();
  await reader.getByLabel('银行卡号').fill(card);
  await reader.getByRole('button', { name: '放上读取' }).click();
  await expect(reader.getByText('已读取')).toBeVisible();
  await reader.getByRole('button', { name: '读卡模拟', expanded: true }).click();
}
