// A client without dependencies: signs in, finds a branch, and prints what happens in its hall as it happens.
//   node docs/examples/watch-hall.mjs http://127.0.0.1:8080 <user> <password> [events, default endless]
// Node 20 or newer. `docs/integration.md` explains each step.

const [url = 'http://127.0.0.1:8080', username, password, events = 'endless'] = process.argv.slice(2);
if (username === undefined || password === undefined) {
  console.error('usage: watch-hall.mjs <url> <user> <password> [events]');
  process.exit(2);
}
const surface = 'console';
let cookie = '';

/** One call: the surface names the cookie, a command brings its key, a refusal is thrown with its stable code. */
async function call(method, path, body) {
  const response = await fetch(`${url}/api${path}`, {
    method,
    headers: {
      'x-surface': surface,
      'accept-language': 'en',
      ...(cookie === '' ? {} : { cookie }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      // The same key again after a time-out gives the same answer: a command is never carried out twice.
      ...(method === 'GET' ? {} : { 'idempotency-key': crypto.randomUUID() }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const set = response.headers.getSetCookie?.().find((one) => one.startsWith(`ht_${surface}=`));
  if (set !== undefined) cookie = set.split(';')[0];
  const answer = response.status === 204 ? null : await response.json();
  if (!response.ok)
    throw new Error(`${answer.code} (${response.status}): ${answer.title}, trace ${answer.traceId}`);
  return answer;
}

await call('POST', '/session', { username, password });
const { branches } = await call('GET', '/branches');
const branch = branches[0];
const board = await call('GET', `/branches/${branch.id}/board`);
console.log(`${branch.name}: ${board.figures.waiting} waiting, ${board.figures.openWindows} windows open`);

// One stream for everything; what is wanted on it is subscribed to, after the number of the snapshot in hand.
const stream = await fetch(`${url}/api/live`, { headers: { cookie, 'x-surface': surface } });
let left = events === 'endless' ? Number.POSITIVE_INFINITY : Number(events);
let rest = '';
for await (const chunk of stream.body.pipeThrough(new TextDecoderStream())) {
  rest += chunk;
  const lines = rest.split('\n');
  rest = lines.pop();
  for (const line of lines) {
    if (!line.startsWith('data:')) continue;
    const message = JSON.parse(line.slice(5));
    if (message.kind === 'hello')
      await call('POST', `/live/${message.streamId}/subscriptions`, {
        topic: 'queue.board',
        key: branch.id,
        after: board.number,
      });
    if (message.kind !== 'delta') continue;
    for (const { number, state } of message.data.tickets)
      console.log(`#${message.number} ${number} ${state}`);
    if (--left <= 0) process.exit(0);
  }
}
