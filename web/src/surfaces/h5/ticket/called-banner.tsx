import type { Progress } from '@huiting/contracts/queue';
import { useEffect, useRef, useState } from 'react';
import { useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
import { Button } from '../../../ui/button.tsx';
import styles from './called-banner.module.css';
import { ticketText } from './ticket.text.ts';

/** Vibration of a call, ms on and off. */
const pulse = [500, 250, 500, 250, 800];

/** The call fills the screen until it is seen; the phone vibrates where it can. A later call shows it again. */
export function CalledBanner({ progress }: { readonly progress: Progress }) {
  const t = useText(ticketText);
  const format = useFormat();
  const dialog = useRef<HTMLDialogElement>(null);
  const [seen, setSeen] = useState<number | null>(null);
  const { state, calledAt, windowLabel } = progress;
  const called = state === 'called' && calledAt !== null;
  const shown = called && seen !== calledAt;

  useEffect(() => {
    if (!called) return;
    navigator.vibrate?.(pulse);
    const title = document.title;
    document.title = `${t('calledNow')} · ${progress.ticketNumber}`;
    return () => {
      document.title = title;
    };
  }, [called, calledAt, progress.ticketNumber, t]);
  useEffect(() => {
    const element = dialog.current;
    if (!element) return;
    if (shown && !element.open) element.showModal();
    if (!shown && element.open) element.close();
  }, [shown]);

  const numbered = windowLabel !== null && /^\d+$/.test(windowLabel);
  return (
    <dialog
      ref={dialog}
      className={styles.banner}
      aria-label={t('calledNow')}
      onCancel={(event) => {
        event.preventDefault();
        setSeen(calledAt);
      }}
    >
      {shown && (
        <div className={styles.inner} role="alert" aria-live="assertive">
          <p className={styles.now}>{t('calledNow')}</p>
          <span className={`ticket-number ${styles.number}`}>{progress.ticketNumber}</span>
          <p className={styles.go}>{t('goTo')}</p>
          <span className={styles.window} data-numbered={numbered || undefined}>
            {windowLabel !== null && (numbered ? <WindowSign label={windowLabel} /> : windowLabel)}
          </span>
          <p>
            {progress.branchName} · {t('calledAt', { time: format.clock(calledAt) })}
          </p>
          <div className={styles.foot}>
            <Button size="action" block onClick={() => setSeen(calledAt)}>
              {t('gotIt')}
            </Button>
          </div>
        </div>
      )}
    </dialog>
  );
}

/** `3 号窗` with the digits as large as the screen allows. */
function WindowSign({ label }: { readonly label: string }) {
  const format = useFormat();
  const [before = '', after = ''] = format.windowName(label).split(label);
  return (
    <>
      <small>{before.trim()}</small>
      <b className="num">{label}</b>
      <small>{after.trim()}</small>
    </>
  );
}
