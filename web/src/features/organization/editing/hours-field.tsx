import type { DayHours, NoonBreak } from '@huiting/contracts/organization';
import { useEffect, useState } from 'react';
import { useText } from '../../../lib/i18n.ts';
import styles from './editing.module.css';
import { editingText } from './editing.text.ts';
import { timeFrom } from './editing.times.domain.ts';

interface HoursFieldProps {
  readonly label: string;
  readonly value: DayHours;
  /** What is filled in when a closed day is opened. */
  readonly usual: NonNullable<DayHours>;
  readonly closedWords?: string;
  readonly onChange: (value: DayHours) => void;
}

/** One kind of day: open or not, and from when until when. */
export function HoursField({ label, value, usual, closedWords, onChange }: HoursFieldProps) {
  const t = useText(editingText);
  return (
    <div className={styles.hours} role="group" aria-label={label}>
      <span>{label}</span>
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={value !== null}
          onChange={(event) => onChange(event.target.checked ? usual : null)}
        />
        {t('open')}
      </label>
      {value === null ? (
        <span className={styles.note}>{closedWords ?? t('closedDay')}</span>
      ) : (
        <Times from={value.open} until={value.close} onChange={(open, close) => onChange({ open, close })} />
      )}
    </div>
  );
}

interface NoonFieldProps {
  readonly label: string;
  readonly value: NoonBreak;
  readonly onChange: (value: NoonBreak) => void;
}

/** The hours over noon in which the doors are shut. */
export function NoonField({ label, value, onChange }: NoonFieldProps) {
  const t = useText(editingText);
  return (
    <div className={styles.hours} role="group" aria-label={label}>
      <span>{label}</span>
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={value !== null}
          onChange={(event) => onChange(event.target.checked ? { from: '12:00', until: '13:00' } : null)}
        />
        {t('field.noonBreak')}
      </label>
      {value === null ? (
        <span className={styles.note}>{t('noonOpen')}</span>
      ) : (
        <Times {...value} onChange={(from, until) => onChange({ from, until })} />
      )}
    </div>
  );
}

interface TimesProps {
  readonly from: string;
  readonly until: string;
  readonly onChange: (from: string, until: string) => void;
}
function Times({ from, until, onChange }: TimesProps) {
  const t = useText(editingText);
  return (
    <span className={styles.times}>
      <TimeInput label={t('from')} value={from} onChange={(time) => onChange(time, until)} />
      –
      <TimeInput label={t('until')} value={until} onChange={(time) => onChange(from, time)} />
    </span>
  );
}

interface TimeInputProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (time: string) => void;
}
/** A time of day in 24 hours; the browser's own field shows AM and PM by its own language. `9:5` becomes `09:05`; nonsense is taken back. */
function TimeInput({ label, value, onChange }: TimeInputProps) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  const take = () => {
    const read = timeFrom(text);
    if (read === null) setText(value);
    else {
      setText(read);
      onChange(read);
    }
  };
  return (
    <input
      type="text"
      inputMode="numeric"
      className="num"
      aria-label={label}
      aria-invalid={timeFrom(text) === null || undefined}
      maxLength={5}
      placeholder="09:00"
      value={text}
      onChange={(event) => {
        setText(event.target.value);
        const read = timeFrom(event.target.value);
        if (read === event.target.value) onChange(read);
      }}
      onBlur={take}
    />
  );
}
