import type { DayHours, NoonBreak } from '@huiting/contracts/organization';
import { useText } from '../../../lib/i18n.ts';
import styles from './editing.module.css';
import { editingText } from './editing.text.ts';

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
      <input
        type="time"
        className="num"
        aria-label={t('from')}
        required
        value={from}
        onChange={(event) => event.target.value !== '' && onChange(event.target.value, until)}
      />
      –
      <input
        type="time"
        className="num"
        aria-label={t('until')}
        required
        value={until}
        onChange={(event) => event.target.value !== '' && onChange(from, event.target.value)}
      />
    </span>
  );
}
