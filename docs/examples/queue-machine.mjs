// A queue machine of another maker, played without dependencies: an hour of a small hall, told out of order and twice over.
//   node docs/examples/queue-machine.mjs http://127.0.0.1:8080 <branch id> <sender> <secret> [customers, default 12]
// Sender and secret come from the console, 排队机对接 → 接入排队机. Node 20 or newer. `docs/integration.md` explains each step.
import { createHmac } from 'node:crypto';

const [url = 'http://127.0.0.1:8080', branchId, sender, secret, customers = '12'] = process.argv.slice(2);
if (secret === undefined) {
  console.error('usage: queue-machine.mjs <url> <branch id> <sender> <secret> [customers]');
  process.exit(2);
}

/** One signed message: the signature covers the wall clock and the body, and the body names the branch. */
async function tell(events) {
  const body = JSON.stringify({ branchId, events });
  const timestamp = Date.now();
  const response = await fetch(`${url}/api/branches/${branchId}/webhooks/queue-machine`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'accept-language': 'en',
      'x-sender': sender,
      'x-timestamp': String(timestamp),
      'x-signature': createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex'),
    },
    body,
  });
  const answer = await response.json();
  if (!response.ok) {
    console.error(`${answer.code} (${response.status}): ${answer.title}`);
    process.exit(1);
  }
  return answer;
}

// The hall's business clock may differ from the machine's own: in a demo it is simulated.
const { now } = await (await fetch(`${url}/api/clock`, { headers: { 'x-surface': 'h5' } })).json();
const hour = 3_600_000;
const services = ['personal', 'cash'];
const windows = [1, 2];

/** Two windows, each serving whom it called until it calls the next; every fifth customer does not come. */
const story = [];
const free = new Map(windows.map((window) => [window, now - hour]));
for (let index = 0; index < Number(customers); index++) {
  const service = services[index % services.length];
  const number = `${service === 'cash' ? 'C' : 'A'}${String(index + 1).padStart(3, '0')}`;
  const issued = now - hour + index * 150_000;
  const [window] = [...free].sort((a, b) => a[1] - b[1])[0];
  const called = Math.max(issued + 20_000, free.get(window));
  const isMissing = index % 5 === 4;
  const ended = called + (isMissing ? 60_000 : 240_000);
  free.set(window, ended + 5_000);
  story.push({ kind: 'issue', at: issued, number, service });
  story.push({ kind: 'call', at: called, number, window });
  if (isMissing) story.push({ kind: 'noShow', at: ended, number });
  else {
    story.push({ kind: 'start', at: called + 25_000, number });
    story.push({ kind: 'finish', at: ended, number });
  }
}
// The machine counts in its own order; what would lie ahead of now has not happened yet.
const events = story
  .filter(({ at }) => at <= now)
  .sort((a, b) => a.at - b.at)
  .map((event, index) => ({ sequence: index + 1, ...event }));

// A bad line: pieces come in any order, and some twice.
const pieces = [];
for (let from = 0; from < events.length; from += 7) pieces.push(events.slice(from, from + 7));
const sent = [...(pieces.toReversed?.() ?? [...pieces].reverse()), ...pieces.slice(0, 2)];
let taken = 0;
let known = 0;
for (const piece of sent) {
  const answer = await tell(piece);
  taken += answer.taken;
  known += answer.known;
}
console.log(`${taken} events taken, ${known} known already`);
