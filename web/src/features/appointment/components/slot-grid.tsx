import type { FreeSlot } from '../appointment.queries.ts';
import { useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { appointmentText } from '../appointment.text.ts';
import styles from './slot-grid.module.css';

interface SlotGridProps {
  readonly slots: readonly FreeSlot[];
  readonly value: number | null;
  readonly onChange: (start: number) => void;
}

/** Half hours of a day, morning and afternoon apart; each tells how many places are left before the touch. */
export function SlotGrid({ slots, value, onChange }: SlotGridProps) {
  const t = useText(appointmentText);
  const format = useFormat();
  if (slots.length === 0) return <EmptyState icon="calendar" words={t('noSlots')} />;
  const isMorning = ({ start }: FreeSlot) => Number(format.clock(start).slice(0, 2)) < 12;
  const parts = [
    { name: t('morning'), slots: slots.filter(isMorning) },
    { name: t('afternoon'), slots: slots.filter((slot) => !isMorning(slot)) },
  ].filter((part) => part.slots.length > 0);
  return (
    <div className={styles.grid} role="radiogroup" aria-label={t('chooseSlot')}>
      {slots.every((slot) => slot.left === 0) && <p className={styles.allFull}>{t('allFull')}</p>}
      {parts.map((part) => (
        <section key={part.name} aria-label={part.name}>
          <h3>{part.name}</h3>
          <div className={styles.slots}>
            {part.slots.map((slot) => (
              <button
                key={slot.start}
                type="button"
                role="radio"
                aria-checked={slot.start === value}
                disabled={slot.left === 0}
                className={styles.slot}
                onClick={() => onChange(slot.start)}
              >
                <span className={`num ${styles.time}`}>{format.clockRange(slot.start, slot.end)}</span>
                <span className={styles.left} data-few={(slot.left > 0 && slot.left <= 2) || undefined}>
                  {slot.left === 0 ? t('slotFull') : t('slotLeft', { count: slot.left })}
                </span>
              </button>
            ))}
          </div>
        </section>
      ))}
    </div>
  );
}
