import { useText } from '../lib/i18n.ts';
import { useFormat } from '../lib/format-context.tsx';
import styles from './limit-bar.module.css';
import { uiText } from './ui.text.ts';

/** How near something is to its limit: amber from 70 %, vermilion from 100 % (design-system.md, section 2). */
export type LimitState = 'calm' | 'near' | 'over';
export function limitState(used: number | null, limit: number | null): LimitState {
  if (used === null || limit === null || limit <= 0) return 'calm';
  const share = used / limit;
  return share >= 1 ? 'over' : share >= 0.7 ? 'near' : 'calm';
}

interface LimitBarProps {
  readonly used: number;
  readonly limit: number;
  readonly height?: number;
  /** A tick on the track, in the unit of `used` (a standard time, a target). The track then ends at `limit`. */
  readonly mark?: number;
  readonly onBrand?: boolean;
}

/** A thin bar against a limit. */
export function LimitBar({ used, limit, height = 4, mark, onBrand = false }: LimitBarProps) {
  const t = useText(uiText);
  const format = useFormat();
  const percent = format.percent(limit > 0 ? used / limit : null);
  const share = limit > 0 ? Math.min(1, Math.max(0, used / limit)) : 0;
  return (
    <div
      className={styles.track}
      style={{ height }}
      data-state={limitState(used, mark ?? limit)}
      data-on-brand={onBrand || undefined}
      role="meter"
      aria-valuemin={0}
      aria-valuemax={1}
      aria-valuenow={share}
      aria-valuetext={percent}
      aria-label={t('ofLimit', { percent })}
    >
      <div className={styles.fill} style={{ transform: `scaleX(${share})` }} />
      {mark !== undefined && limit > 0 && (
        <span className={styles.mark} style={{ left: `${Math.min(100, (mark / limit) * 100)}%` }} />
      )}
    </div>
  );
}
