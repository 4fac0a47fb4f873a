import type { DutyPeriod } from '@huiting/contracts/hall';
import type { CSSProperties } from 'react';
import { useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
import { useBusinessNow } from '../../../lib/ticker.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { positionText } from './positions.text.ts';
import styles from './duty-timeline.module.css';

interface DutyTimelineProps {
  readonly duties: readonly DutyPeriod[];
  /** The branch's hours today; the axis grows beyond them when somebody was there longer. */
  readonly opensAt: number | null;
  readonly closesAt: number | null;
}

/** Who answered for the hall when: one line per person, the day from left to right. */
export function DutyTimeline({ duties, opensAt, closesAt }: DutyTimelineProps) {
  const t = useText(positionText);
  const format = useFormat();
  const now = useBusinessNow(10_000);
  if (duties.length === 0) return <EmptyState compact words={t('timelineNone')} />;
  const from = Math.min(opensAt ?? Infinity, ...duties.map((duty) => duty.from));
  const until = Math.max(closesAt ?? 0, ...duties.map((duty) => duty.until ?? now));
  const at = (instant: number) => ((instant - from) / (until - from)) * 100;
  const people = [...new Set(duties.map((duty) => duty.staffId))];
  return (
    <div className={styles.timeline}>
      <ul>
        {people.map((staffId) => {
          const own = duties.filter((duty) => duty.staffId === staffId);
          return (
            <li key={staffId}>
              <strong>{own[0]?.name}</strong>
              <span className={styles.track}>
                {own.map((duty) => (
                  <span
                    key={duty.id}
                    className={styles.bar}
                    data-kind={duty.kind}
                    data-open={duty.until === null || undefined}
                    style={
                      {
                        left: `${at(duty.from)}%`,
                        width: `${Math.max(1.5, at(duty.until ?? now) - at(duty.from))}%`,
                      } satisfies CSSProperties
                    }
                  />
                ))}
              </span>
              <small>
                {own
                  .map((duty) =>
                    [
                      t('periods', {
                        from: format.clock(duty.from),
                        until: duty.until === null ? t('now') : format.clock(duty.until),
                      }),
                      t(`how.${duty.how}`),
                    ].join(' '),
                  )
                  .join('，')}
              </small>
            </li>
          );
        })}
      </ul>
      <p className={`num ${styles.axis}`} aria-hidden="true">
        <span>{format.clock(from)}</span>
        <span>{format.clock((from + until) / 2)}</span>
        <span>{format.clock(until)}</span>
      </p>
    </div>
  );
}
