/**
 * Proves with every request of a staff surface that it comes from the browser the session was opened in: a signature, renewed
 * once a minute, by a key that cannot leave this browser. Where the page is not a secure context there is no such key, and no proof.
 */
const surfaces = new Set(['console', 'pad', 'teller', 'wall']);
const database = 'huiting-device';
const store = 'key';

let pair: Promise<{ readonly keys: CryptoKeyPair; readonly spki: string } | null> | null = null;
const proofs = new Map<string, { readonly minute: number; readonly header: Promise<string | null> }>();

export async function deviceHeaders(surface: string): Promise<Record<string, string>> {
  if (!surfaces.has(surface) || typeof indexedDB === 'undefined' || crypto.subtle === undefined) return {};
  const minute = Math.floor(Date.now() / 60_000);
  let proof = proofs.get(surface);
  if (proof?.minute !== minute) {
    proof = { minute, header: sign(surface, minute).catch(() => null) };
    proofs.set(surface, proof);
  }
  const header = await proof.header;
  return header === null ? {} : { 'X-Device-Proof': header };
}

async function sign(surface: string, minute: number): Promise<string | null> {
  pair ??= openPair().catch(() => null);
  const opened = await pair;
  if (opened === null) return null;
  const text = new TextEncoder().encode(`huiting device\n${surface}\n${minute}`);
  const signature = await crypto.subtle.sign(
    { name: 'ECDSA', hash: 'SHA-256' },
    opened.keys.privateKey,
    text,
  );
  return `${opened.spki}.${minute}.${base64url(signature)}`;
}

/** This browser's key, made when it is first needed; tabs and the live worker share one. */
async function openPair(): Promise<{ keys: CryptoKeyPair; spki: string }> {
  const db = await asked(indexedDB.open(database, 1), (request) =>
    request.addEventListener('upgradeneeded', () => request.result.createObjectStore(store)),
  );
  const fresh = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign']);
  // One transaction: of two that come at once, the second finds the first one's.
  const objects = db.transaction(store, 'readwrite').objectStore(store);
  const kept = (await asked(objects.get('pair'))) as CryptoKeyPair | undefined;
  const keys = kept ?? fresh;
  if (kept === undefined) await asked(objects.put(fresh, 'pair'));
  db.close();
  return { keys, spki: base64url(await crypto.subtle.exportKey('spki', keys.publicKey)) };
}

function asked<R extends IDBRequest>(request: R, prepare?: (request: R) => void): Promise<R['result']> {
  prepare?.(request);
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result as R['result']));
    request.addEventListener('error', () => reject(request.error ?? new Error('the key cannot be kept')));
  });
}

function base64url(bytes: ArrayBuffer): string {
  return btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
