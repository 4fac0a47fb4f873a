/** Installs the PAD's worker in the built product; development stays without one. It keeps program files only, no data. */
export function registerServiceWorker(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  window.addEventListener('load', () => {
    // refused without HTTPS (outside localhost): the PAD then works, but does not start offline
    navigator.serviceWorker.register('/pad/sw.js', { scope: '/pad/' }).catch(() => {});
  });
}
