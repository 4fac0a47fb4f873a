import { useEffect, useState, useSyncExternalStore } from 'react';
import { useText } from '../../lib/i18n.ts';
import { printSlipPage, slipHtml, type PeripheralSimulator } from '../../lib/peripherals/index.ts';
import { Button } from '../../ui/button.tsx';
import { ReaderSimulator } from '../reader-simulator.tsx';
import styles from './kiosk-simulator.module.css';
import { lobbyText } from './lobby.text.ts';

/** Demo only: the machines of the kiosk beside its screen, at the size of a desk, not of a kiosk. */
export function KioskSimulator({ simulator }: { readonly simulator: PeripheralSimulator }) {
  return (
    <div className={styles.simulator}>
      <Paper simulator={simulator} />
      <ReaderSimulator simulator={simulator} />
    </div>
  );
}

/** The customer takes the paper after so long, if nobody does it for them. */
const takenAfterMs = 12_000;

/** The last slip as paper, until it is taken. */
function Paper({ simulator }: { readonly simulator: PeripheralSimulator }) {
  const t = useText(lobbyText);
  const slip = useSyncExternalStore(simulator.subscribe, simulator.lastSlip);
  const [page, setPage] = useState<string | null>(null);
  useEffect(() => {
    let over = false;
    setPage(null);
    if (slip) void slipHtml(slip).then((html) => over || setPage(html));
    return () => {
      over = true;
    };
  }, [slip]);
  useEffect(() => {
    if (page === null) return;
    const timer = setTimeout(() => setPage(null), takenAfterMs);
    return () => clearTimeout(timer);
  }, [page]);
  if (slip === null || page === null) return null;
  return (
    <aside className={styles.paper} aria-label={t('paper')}>
      <header>
        <span>{t('paper')}</span>
        <Button size="small" icon="printer" onClick={() => void printSlipPage(slip)}>
          {t('printPaper')}
        </Button>
        <Button size="small" icon="close" aria-label={t('takePaper')} onClick={() => setPage(null)} />
      </header>
      <iframe title={slip.title} srcDoc={page} sandbox="" />
    </aside>
  );
}
