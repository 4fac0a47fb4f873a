/** The gate camera of the demo bank's car parks. Its secret is no secret: it is loaded into a demo bank alone. */
export const demoGateSender = {
  sender: 'demo-gate',
  secret: 'huiting-demo-gate-camera-secret',
  scopePath: '/',
  purpose: 'plate',
} as const;
/** The smart counters of the demo bank's halls; as little a secret. */
export const demoCounterSender = {
  sender: 'demo-smart-counter',
  secret: 'huiting-demo-smart-counter-secret',
  scopePath: '/',
  purpose: 'smartCounter',
} as const;
/** The demo bank's own books, which send the list of the day; as little a secret. */
export const demoListSender = {
  sender: 'demo-core-bank',
  secret: 'huiting-demo-core-bank-secret',
  scopePath: '/',
  purpose: 'dueList',
} as const;
