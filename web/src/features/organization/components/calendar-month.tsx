import type { BusinessDayInfo } from '@huiting/contracts/organization';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useText } from '../../../lib/i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { ListSkeleton } from '../../../ui/skeleton.tsx';
import { calendarQuery } from '../organization.queries.ts';
import { organizationText } from '../organization.text.ts';
import styles from './calendar-month.module.css';
import { monthAfter, monthOf } from './calendar.ts';

const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;

interface CalendarMonthProps {
  readonly branchId: string;
  /** Business date of today at the branch. */
  readonly today: string;
}

/** A month of business days: holidays, make-up workdays and hours, as the branch's calendar has them. */
export function CalendarMonth({ branchId, today }: CalendarMonthProps) {
  const t = useText(organizationText);
  const [month, setMonth] = useState(() => monthOf(today));
  const query = useQuery(calendarQuery(branchId, month.first, month.days));
  const days = query.isPlaceholderData ? undefined : query.data?.days;
  return (
    <section className={styles.calendar} aria-label={t('calendar')}>
      <header className={styles.head}>
        <h3>{t('month', { year: month.year, month: month.month })}</h3>
        {days && <span>{t('openDays', { count: days.filter((day) => day.hours !== null).length })}</span>}
        <Button
          kind="quiet"
          size="small"
          icon="chevronLeft"
          aria-label={t('previousMonth')}
          onClick={() => setMonth(monthAfter(month, -1))}
        />
        <Button
          kind="quiet"
          size="small"
          icon="chevronRight"
          aria-label={t('nextMonth')}
          onClick={() => setMonth(monthAfter(month, 1))}
        />
      </header>
      {query.error && !days ? (
        <ErrorPanel error={query.error} title={t('calendarFailed')} onRetry={() => void query.refetch()} />
      ) : !days ? (
        <ListSkeleton rows={6} height={46} />
      ) : (
        <div className={styles.grid}>
          {weekdays.map((day) => (
            <span key={day} className={styles.weekday}>
              {t(`week.${day}`)}
            </span>
          ))}
          {days.map((day, at) => (
            <Day
              key={day.date}
              day={day}
              column={at === 0 ? month.firstWeekday : null}
              today={day.date === today}
            />
          ))}
        </div>
      )}
    </section>
  );
}

function Day({
  day,
  column,
  today,
}: {
  readonly day: BusinessDayInfo;
  readonly column: number | null;
  readonly today: boolean;
}) {
  const t = useText(organizationText);
  const mark =
    day.kind === 'holiday' ? t('holidayMark') : day.kind === 'makeUpWorkday' ? t('makeUpMark') : null;
  return (
    <div
      className={styles.day}
      data-kind={day.kind}
      data-closed={day.hours === null || undefined}
      aria-current={today ? 'date' : undefined}
      title={`${day.date} ${day.holiday ?? t(`day.${day.kind}`)}`}
      style={column === null ? undefined : { gridColumnStart: column }}
    >
      <span className={styles.top}>
        <span className="num">{Number(day.date.slice(8))}</span>
        {mark !== null && <em>{mark}</em>}
      </span>
      {day.hours === null ? (
        <small className="truncate">{day.holiday ?? t('closed')}</small>
      ) : (
        <small className="num num-medium">
          {day.hours.open}
          <br />
          {day.hours.close}
        </small>
      )}
    </div>
  );
}
