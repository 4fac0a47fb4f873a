import { useFormat } from '../../../lib/format-context.tsx';
import { useBusinessNow } from '../../../lib/ticker.ts';

/** The business date, `2026-11-20`. */
export function useToday(): string {
  const format = useFormat();
  return format.businessDate(useBusinessNow(60_000));
}
