import type { BranchPulse } from '@huiting/contracts/hall';
import type { QueueFigures } from '@huiting/contracts/queue';
import { useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
import { useBusinessNow } from '../../../lib/ticker.ts';
import { Kpi, KpiStrip } from '../../../ui/kpi.tsx';
import { hallText } from '../hall.text.ts';

interface HallStripProps {
  readonly figures: QueueFigures;
  /** Null until loaded, or without the right; its cells then say unknown. */
  readonly pulse: BranchPulse | null;
  /** Limit of the business that has waited longest. */
  readonly longestLimitMinutes: number | null;
  /** The one paused window, when it is one. */
  readonly paused: { readonly label: string; readonly since: number } | null;
  readonly openCases: number | null;
}

const minuteMs = 60_000;

/** The six figures of the hall. All numbers are the server's; only minutes since an instant are counted here. */
export function HallStrip({ figures, pulse, longestLimitMinutes, paused, openCases }: HallStripProps) {
  const t = useText(hallText);
  const format = useFormat();
  const now = useBusinessNow(5000);
  const { longestWaiting } = figures;
  const longestMs = longestWaiting ? now - longestWaiting.since : null;
  const share = longestMs !== null && longestLimitMinutes ? longestMs / (longestLimitMinutes * minuteMs) : 0;
  const longestTone = share >= 1 ? 'danger' : share >= 0.7 ? 'warn' : 'plain';
  const average = format.waitParts(
    figures.averageWaitSeconds === null ? null : figures.averageWaitSeconds * 1000,
  );
  const longest = format.waitParts(longestMs);
  const good = pulse && pulse.rated > 0 ? format.percent(pulse.good / pulse.rated) : '—';
  return (
    <KpiStrip label={t('figures')}>
      <Kpi
        label={t('waiting')}
        value={format.integer(figures.waiting)}
        unit={t('people')}
        note={pulse ? t('busy', { index: pulse.busyIndex }) : undefined}
        noteTone={pulse?.state === 'congested' ? 'danger' : pulse?.state === 'near' ? 'warn' : 'plain'}
      />
      <Kpi label={t('averageWait')} value={average.value} unit={average.unit} note={t('onlyToday')} />
      <Kpi
        label={t('longestWait')}
        value={longest.value}
        unit={longest.unit}
        tone={longestTone}
        note={
          longestWaiting
            ? t(longestTone === 'danger' ? 'isOver' : longestTone === 'warn' ? 'isNear' : 'isCalm', {
                number: longestWaiting.number,
              })
            : t('nobodyWaits')
        }
        noteTone={longestTone}
      />
      <Kpi
        label={t('openWindows')}
        value={format.integer(figures.openWindows)}
        total={`/${figures.totalWindows}`}
        note={
          figures.pausedWindows === 0
            ? t('allWorking')
            : paused
              ? t('windowPaused', {
                  window: format.windowName(paused.label),
                  minutes: Math.max(0, Math.floor((now - paused.since) / minuteMs)),
                })
              : t('paused', { count: figures.pausedWindows })
        }
        noteTone={figures.pausedWindows > 0 ? 'warn' : 'plain'}
      />
      <Kpi
        label={t('doneToday')}
        value={format.integer(figures.completedServices)}
        unit={t('deals')}
        note={t('abandoned', {
          issued: format.integer(figures.issued),
          count: format.integer(figures.abandoned),
        })}
      />
      <Kpi
        label={t('goodRate')}
        value={good.replace('%', '')}
        unit={good === '—' ? '' : '%'}
        note={
          openCases !== null && openCases > 0
            ? t('openCases', { count: openCases })
            : pulse && pulse.rated > 0
              ? t('ratedOf', { count: pulse.rated })
              : t('noRating')
        }
        noteTone={openCases ? 'warn' : 'plain'}
      />
    </KpiStrip>
  );
}
