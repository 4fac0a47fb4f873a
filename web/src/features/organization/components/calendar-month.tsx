import type { BranchRecord, CalendarDay } from '@huiting/contracts/organization';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { ListSkeleton } from '../../../ui/skeleton.tsx';
import { calendarQuery } from '../organization.queries.ts';
import { DaySheet } from '../editing/day-sheet.tsx';
import { editingText } from '../editing/editing.text.ts';
import { organizationText } from '../organization.text.ts';
import styles from './calendar-month.module.css';
import { monthAfter, monthOf } from './calendar.ts';

const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;

interface CalendarMonthProps {
  readonly branch: BranchRecord;
  /** Without the right the days are only looked at. */
  readonly mayEdit: boolean;
}

/** A month of business days: holidays, make-up workdays and hours, as the branch's calendar has them. */
export function CalendarMonth({ branch, mayEdit }: CalendarMonthProps) {
  const t = useText(organizationText);
  const e = useText(editingText);
  const today = branch.today.date;
  const [chosen, setChosen] = useState<string | null>(null);
  const [month, setMonth] = useState(() => monthOf(today));
  const query = useQuery(calendarQuery(branch.id, month.first, month.days));
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
              onChoose={mayEdit && day.date >= today ? () => setChosen(day.date) : null}
            />
          ))}
        </div>
      )}
      {mayEdit && <p className={styles.hint}>{e('editHint')}</p>}
      {chosen !== null && days?.some(({ date }) => date === chosen) && (
        <DaySheet
          key={chosen}
          branchId={branch.id}
          days={days.filter(({ date }) => date >= chosen)}
          usual={branch.weekdayHours ?? { open: '09:00', close: '17:00' }}
          noonBreak={branch.noonBreak}
          onClose={() => setChosen(null)}
        />
      )}
    </section>
  );
}

function Day({
  day,
  column,
  today,
  onChoose,
}: {
  readonly day: CalendarDay;
  readonly column: number | null;
  readonly today: boolean;
  readonly onChoose: (() => void) | null;
}) {
  const t = useText(organizationText);
  const e = useText(editingText);
  const format = useFormat();
  const mark =
    day.kind === 'holiday' ? t('holidayMark') : day.kind === 'makeUpWorkday' ? t('makeUpMark') : null;
  const Cell = onChoose === null ? 'div' : 'button';
  return (
    <Cell
      className={styles.day}
      {...(onChoose === null ? {} : { type: 'button' as const, onClick: onChoose })}
      data-override={day.override !== null || undefined}
      data-kind={day.kind}
      data-closed={day.hours === null || undefined}
      aria-current={today ? 'date' : undefined}
      title={`${day.date} ${day.holiday ?? t(`day.${day.kind}`)}`}
      style={column === null ? undefined : { gridColumnStart: column }}
    >
      <span className={styles.top}>
        <span className="num">{Number(day.date.slice(8))}</span>
        {day.override !== null && <em data-kind="override">{e('override')}</em>}
        {mark !== null && <em>{mark}</em>}
      </span>
      {day.hours === null ? (
        <small className="truncate">{day.holiday ?? t('closed')}</small>
      ) : (
        <small className="num num-medium">
          {day.hours.open}
          <br />
          {day.hours.close}
          {day.noon !== null && (
            <>
              <br />
              {`× ${format.clock(day.noon.from)}–${format.clock(day.noon.until)}`}
            </>
          )}
        </small>
      )}
    </Cell>
  );
}
