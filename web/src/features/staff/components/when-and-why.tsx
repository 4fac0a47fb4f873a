import { useText } from '../../../lib/i18n.ts';
import { TextField } from '../../../ui/field.tsx';
import { staffText } from '../staff.text.ts';

interface WhenAndWhyProps {
  /** What the day is: of the beginning, of the handover. */
  readonly day: string;
  /** No day before this one. */
  readonly today: string;
  readonly on: string;
  readonly onDay: (on: string) => void;
  readonly reason: string;
  readonly onReason: (reason: string) => void;
  /** Said below the reason where nothing happens without one. */
  readonly hint?: string;
}

/** From which day, and why: how every change of duties, teams and rotations ends. */
export function WhenAndWhy({ day, today, on, onDay, reason, onReason, hint }: WhenAndWhyProps) {
  const t = useText(staffText);
  return (
    <>
      <TextField
        label={day}
        type="date"
        min={today}
        value={on}
        onChange={(event) => onDay(event.target.value)}
      />
      <TextField
        label={t('reason')}
        {...(hint ? { hint } : {})}
        maxLength={200}
        value={reason}
        onChange={(event) => onReason(event.target.value)}
      />
    </>
  );
}
