/** Installs the PAD's worker in the built product; development stays without one. It keeps program files only, no data. */
export function registerServiceWorker(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  window.addEventListener('load', () => {
    // without HTTPS (outside localhost) there is no worker: the PAD then works online only
    navigator.serviceWorker
      .register('/pad/sw.js', { scope: '/pad/' })
      .catch((error: unknown) => console.warn('no offline start', error));
  });
}
