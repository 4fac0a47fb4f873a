import { hasFigures, type BranchPulse } from '@huiting/contracts/hall';
import { useBoard } from '../../../features/queue/index.ts';
import { useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { Kpi, KpiStrip } from '../../../ui/kpi.tsx';
import styles from './branch-now.module.css';
import { branchesText } from './branches.text.ts';
import { WindowStrip } from './window-strip.tsx';

/** Figures of this moment, and every window in one row. */
export function BranchNow({ pulse, mayWatch }: { readonly pulse: BranchPulse; readonly mayWatch: boolean }) {
  const t = useText(branchesText);
  const format = useFormat();
  const average = format.waitParts(
    pulse.averageWaitSeconds === null ? null : pulse.averageWaitSeconds * 1000,
  );
  const longest = format.waitParts(
    pulse.longestWaitSeconds === null ? null : pulse.longestWaitSeconds * 1000,
  );
  const closed = !hasFigures(pulse);
  return (
    <>
      <header className={styles.head}>
        <h3>{t('now')}</h3>
        <span>{t('nowAt', { time: format.clock(pulse.at) })}</span>
      </header>
      <KpiStrip label={t('now')}>
        <Kpi
          label={t('currentWaiting')}
          value={closed ? '—' : format.integer(pulse.waiting)}
          {...(closed ? {} : { unit: t('people') })}
          size={24}
          note={closed ? undefined : t('busy', { index: pulse.busyIndex })}
        />
        <Kpi
          label={t('averageWait')}
          value={closed ? '—' : average.value}
          {...(closed ? {} : { unit: average.unit })}
          size={24}
          note={closed ? undefined : t('issuedToday', { count: format.integer(pulse.issued) })}
        />
        <Kpi
          label={t('longestWait')}
          value={closed ? '—' : longest.value}
          {...(closed ? {} : { unit: longest.unit })}
          size={24}
          tone={
            closed
              ? 'plain'
              : pulse.state === 'congested'
                ? 'danger'
                : pulse.state === 'near'
                  ? 'warn'
                  : 'plain'
          }
          note={
            closed
              ? undefined
              : pulse.longestWaitSeconds === null
                ? t('nobodyWaits')
                : t('abandonedToday', { count: pulse.abandoned })
          }
        />
        <Kpi
          label={t('windows')}
          value={closed ? '—' : format.integer(pulse.openWindows)}
          total={`/${pulse.totalWindows}`}
          size={24}
          note={
            closed
              ? undefined
              : pulse.pausedWindows > 0
                ? t('pausedWindows', { count: pulse.pausedWindows })
                : t('allWorking')
          }
          {...(pulse.pausedWindows > 0 && !closed
            ? { noteTone: 'warn' as const, noteIcon: 'pauseSolid' as const }
            : {})}
        />
      </KpiStrip>
      <p className={styles.line}>
        <span>{t('doneToday', { count: format.integer(pulse.completedServices) })}</span>
        <span>{t('alertsOpen', { count: pulse.openAlerts })}</span>
        <span>
          {t('goodRate')} {format.percent(pulse.rated === 0 ? null : pulse.good / pulse.rated)}
          {pulse.rated > 0 && ` · ${t('ratedOf', { count: pulse.rated })}`}
        </span>
      </p>
      {mayWatch && !closed && <LiveStrip branchId={pulse.branchId} />}
    </>
  );
}

function LiveStrip({ branchId }: { readonly branchId: string }) {
  const t = useText(branchesText);
  const board = useBoard(branchId);
  if (board.error && !board.data)
    return <ErrorPanel error={board.error} title={t('windowsFailed')} onRetry={() => void board.refetch()} />;
  if (!board.data) return null;
  return <WindowStrip board={board.data} />;
}
