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

/** The last slip as paper: folded into the corner, so that it never lies over the kiosk's buttons unasked. */
function Paper({ simulator }: { readonly simulator: PeripheralSimulator }) {
  const t = useText(lobbyText);
  const slip = useSyncExternalStore(simulator.subscribe, simulator.lastSlip);
  const [open, setOpen] = useState(false);
  const [page, setPage] = useState('');
  useEffect(() => {
    if (!slip || !open) return;
    let over = false;
    void slipHtml(slip).then((html) => over || setPage(html));
    return () => {
      over = true;
    };
  }, [slip, open]);
  if (slip === null) return null;
  return (
    <aside className={styles.paper} aria-label={t('paper')}>
      {open && (
        <div className={styles.sheet}>
          <header>
            <span>{t('paper')}</span>
            <Button size="small" icon="printer" onClick={() => void printSlipPage(slip)}>
              {t('printPaper')}
            </Button>
          </header>
          <iframe title={slip.title} srcDoc={page} sandbox="" />
        </div>
      )}
      <button type="button" className={styles.tab} aria-expanded={open} onClick={() => setOpen(!open)}>
        {t('paperOf', { number: slip.title })}
      </button>
    </aside>
  );
}
