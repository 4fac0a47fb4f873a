import { useEffect, useRef } from 'react';
import { useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
import { appointmentText } from '../appointment.text.ts';
import styles from './day-strip.module.css';

interface DayStripProps {
  readonly days: readonly { readonly date: string; readonly open: boolean }[];
  readonly value: string;
  readonly onChange: (date: string) => void;
}

/** `11 月 20 日 周五` or `Fri 20 Nov`, taken apart. */
function wordsOf(day: string): { readonly weekday: string; readonly month: string } {
  const [first = '', second = '', third] = day.split(' ');
  return third === undefined
    ? { weekday: second, month: first.replace(/月.*/, '月') }
    : { weekday: first, month: third };
}

/** Days one may book in a row to swipe; closed days stay visible, so that nobody wonders where Sunday is. */
export function DayStrip({ days, value, onChange }: DayStripProps) {
  const t = useText(appointmentText);
  const format = useFormat();
  const chosen = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    chosen.current?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [value]);
  return (
    <div className={styles.strip} role="radiogroup" aria-label={t('chooseDay')}>
      {days.map(({ date, open }, at) => {
        const { weekday, month } = wordsOf(format.day(date));
        return (
          <button
            key={date}
            ref={date === value ? chosen : null}
            type="button"
            role="radio"
            aria-checked={date === value}
            aria-label={open ? format.day(date) : `${format.day(date)} ${t('dayClosed')}`}
            disabled={!open}
            className={styles.day}
            onClick={() => onChange(date)}
          >
            <span>{at === 0 ? t('today') : at === 1 ? t('tomorrow') : weekday}</span>
            <span className={`num ${styles.date}`}>{Number(date.slice(8))}</span>
            <span className={styles.note}>{open ? month : t('dayClosed')}</span>
          </button>
        );
      })}
    </div>
  );
}
