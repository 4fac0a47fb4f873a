import type { FreeSlot } from '../../../features/appointment/appointment.queries.ts';
import { DayStrip } from '../../../features/appointment/components/day-strip.tsx';
import { SlotGrid } from '../../../features/appointment/components/slot-grid.tsx';
import { ListSkeleton } from '../../../ui/skeleton.tsx';

interface TimeStepProps {
  readonly days: readonly { readonly date: string; readonly open: boolean }[];
  readonly date: string;
  /** Null while the day is being fetched. */
  readonly slots: readonly FreeSlot[] | null;
  /** The half hour chosen, where choosing one does not lead on at once. */
  readonly value?: number | null;
  readonly onDate: (date: string) => void;
  readonly onSlot: (start: number) => void;
}

/** Which day, which half hour. */
export function TimeStep({ days, date, slots, value = null, onDate, onSlot }: TimeStepProps) {
  return (
    <>
      <DayStrip days={days} value={date} onChange={onDate} />
      {slots === null ? (
        <ListSkeleton rows={5} height={58} />
      ) : (
        <SlotGrid slots={slots} value={value} onChange={onSlot} />
      )}
    </>
  );
}
