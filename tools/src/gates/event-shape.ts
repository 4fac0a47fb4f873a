import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { allEvents } from '@huiting/contracts';
import type { EventType } from '@huiting/contracts/core/event';
import { rooms } from '../../../architecture.ts';

/** Events nobody of ours takes up yet, and why they are announced all the same. */
const reasons: Record<string, string> = {
  'survey.published': 'for outside listeners; inside, the page of a ticket asks for what is open',
  'survey.closed': 'for outside listeners; inside, the link itself says so',
  'followUp.planned': 'for outside listeners; inside, the list of calls is asked',
  'followUp.recorded': 'for outside listeners; inside, a bad answer opens a case',
  'session.opened': 'for outside listeners; inside, the audit trail tells it',
  'user.grantsChanged':
    'for outside listeners; inside, access looks for changed rights itself, faster than reactions',
  'terminal.enrolled': 'for outside listeners; inside, the list of terminals is asked',
  'branch.stagePlanned': 'for outside listeners; inside, the plan itself begins on its day',
  'staff.hired': 'for whoever makes logins: a person is an entry of the register before they have one',
  'orgUnit.created': 'for outside listeners; inside, the tree is read where it is needed',
  'booking.made': 'for outside listeners; inside, the list of a day is asked',
  'booking.checkedIn': 'for outside listeners; inside, ticket.issued tells who has come',
  'booking.cancelled': 'for outside listeners; inside, the list of a day is asked',
  'booking.moved': 'for outside listeners; inside, the topic of bookings tells it',
  'booking.disturbed': 'for outside listeners; inside, the topic of bookings tells it',
  'booking.prepared': 'for screens: they fetch the note anew',
  'assist.arrived': 'for screens: the caller sees that somebody is there',
  'patrol.recorded': 'for outside listeners; inside, the log of the day counts the rounds themselves',
  'customer.contactLogged': 'for outside listeners; inside, the log of contacts is asked',
  'customer.dueSettled': 'for outside listeners; inside, what is open with a customer is asked',
};

/**
 * Every event has a consumer: an alert it makes or settles, an approval it asks for, a reaction or a feed that names it; or a reason above.
 * An event that appears only where it is announced tells nobody anything.
 */
export async function checkEvents(root: string): Promise<string[]> {
  const sources = globSync('server/src/**/*.ts', { cwd: root })
    .filter((path) => !path.endsWith('.test.ts'))
    .map((path) => ({ path: path.replaceAll('\\', '/'), text: readFileSync(join(root, path), 'utf8') }));
  const declared = (await Promise.all(rooms.map(({ name }) => readEvents(name)))).flat();
  const unlisted = allEvents.filter((event) => !declared.some((one) => one.event === event));
  const unknown = Object.keys(reasons).filter((type) => !allEvents.some((event) => event.type === type));
  return [
    ...declared.flatMap((one) => checkEvent(one, sources)),
    ...unlisted.map(({ type }) => `event ${type} is not exported by its room's contract`),
    ...unknown.map((type) => `event-shape.ts gives a reason for ${type}, which is not an event`),
  ];
}

type Declared = { event: EventType; name: string };

/** The events of a room under the name code uses for them: `queueEvents.ticketCalled`. */
async function readEvents(room: string): Promise<Declared[]> {
  const exports = (await import(`@huiting/contracts/${room}`)) as Record<string, unknown>;
  return Object.entries(exports)
    .filter(([group]) => group.endsWith('Events'))
    .flatMap(([group, events]) =>
      Object.entries(events as Record<string, EventType>).map(([key, event]) => ({
        event,
        name: `${group}.${key}`,
      })),
    );
}

type Source = { path: string; text: string };

function checkEvent({ event, name }: Declared, sources: Source[]): string[] {
  const mentions = new RegExp(`\\b${name.replace('.', '\\.')}\\b`, 'g');
  if (!sources.some(({ text }) => text.match(mentions)))
    return [`event ${event.type}: nobody announces it (${name})`];
  const isHeardByWorkflow = [event.notify, event.settles, event.asks, event.tells].some(
    (said) => said !== undefined,
  );
  if (isHeardByWorkflow || Object.hasOwn(reasons, event.type)) return [];
  if (sources.some((source) => isConsumer(source, event, mentions))) return [];
  return [`event ${event.type}: no consumer; give it one, or a reason in tools/src/gates/event-shape.ts`];
}

/** A mention in another room, or in the announcing room's own listeners (`.events.ts`, `.feeds.ts`) beyond announcing it. */
function isConsumer({ path, text }: Source, event: EventType, mentions: RegExp): boolean {
  const isForeign = !path.startsWith(`server/src/rooms/${event.room}/`);
  if (!isForeign && !/\.(events|feeds)\.ts$/.test(path)) return false;
  const [thing = ''] = event.type.split('.');
  if (text.includes(`'${event.type}'`) || text.includes(`startsWith('${thing}.')`)) return true;
  const announcing = new RegExp(`emit\\(\\s*${mentions.source}`, 'g');
  return (text.match(mentions)?.length ?? 0) > (text.match(announcing)?.length ?? 0);
}
