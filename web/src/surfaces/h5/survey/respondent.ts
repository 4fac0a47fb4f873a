const storageKey = 'huiting.h5.respondent';

/** What this phone drew once, so that it answers a survey once; it says nothing about whose phone it is. */
export function respondent(): string {
  const kept = localStorage.getItem(storageKey);
  if (kept !== null && /^[0-9a-f-]{36}$/.test(kept)) return kept;
  const drawn = crypto.randomUUID();
  localStorage.setItem(storageKey, drawn);
  return drawn;
}
