/** The gate camera of the demo bank's car parks. Its secret is no secret: it is loaded into a demo bank alone. */
export const demoGateSender = {
  sender: 'demo-gate',
  secret: 'huiting-demo-gate-camera-secret',
  scopePath: '/',
  purpose: 'plate',
} as const;
