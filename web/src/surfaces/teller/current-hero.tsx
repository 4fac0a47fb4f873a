import type { Board } from '@huiting/contracts/queue';
import { serviceOf, queueText, type Desk } from '../../features/queue/index.ts';
import { useFormat } from '../../lib/format-context.tsx';
import { useText } from '../../lib/i18n.ts';
import { useElapsed } from '../../lib/ticker.ts';
import { LimitBar } from '../../ui/limit-bar.tsx';
import styles from './current-hero.module.css';
import { tellerText } from './teller.text.ts';

const minuteMs = 60_000;
/** The bar runs a little beyond the standard, so that the overrun can be seen. */
const barBeyond = 1.2;

/** The current ticket in large digits, with its running time against the standard. */
export function CurrentHero({ board, desk }: { readonly board: Board; readonly desk: Desk }) {
  const t = useText(tellerText);
  const q = useText(queueText);
  const format = useFormat();
  const { current, window } = desk;
  const elapsed = useElapsed(current?.since ?? window.session?.since ?? null) ?? 0;
  if (!current) {
    const paused = window.session?.state === 'paused';
    const reason = window.session?.pauseReason;
    return (
      <div className={styles.hero} data-state={paused ? 'paused' : 'free'}>
        <span className={styles.label}>{t('currentTicket')}</span>
        <span className={styles.free}>{paused ? t('paused') : t('nobody')}</span>
        {paused && (
          <span className={styles.foot}>
            {t('pausedFor', { time: format.timer(elapsed), reason: reason ? q(`pause.${reason}`) : '' })}
          </span>
        )}
      </div>
    );
  }
  const serving = current.state === 'serving';
  const standardMinutes = serviceOf(board, current.serviceTypeId)?.standardMinutes ?? null;
  const over = serving && standardMinutes !== null ? Math.floor(elapsed / minuteMs) - standardMinutes : 0;
  return (
    <div className={styles.hero} data-state={current.state} aria-live="polite">
      <span className={styles.label}>{serving ? t('currentTicket') : t('calledNow')}</span>
      <div className={styles.row}>
        <span className={`ticket-number ${styles.number}`}>{current.number}</span>
        <span className={styles.time}>
          <span>{serving ? t('serving') : t('calledSince')}</span>
          <span className="num">{format.timer(elapsed)}</span>
        </span>
      </div>
      {serving && standardMinutes !== null ? (
        <LimitBar
          used={elapsed}
          limit={standardMinutes * minuteMs * barBeyond}
          mark={standardMinutes * minuteMs}
          height={6}
          onBrand
        />
      ) : (
        <span className={styles.gap} />
      )}
      <div className={styles.foot}>
        <span>{t('callCount', { count: current.calls })}</span>
        {standardMinutes !== null && (
          <span data-over={over > 0 || undefined}>
            {over > 0 ? t('overStandard', { minutes: over }) : t('standard', { minutes: standardMinutes })}
          </span>
        )}
      </div>
    </div>
  );
}
