import type { FloorPlan } from '@huiting/contracts/organization';
import type { CSSProperties, ReactNode, Ref } from 'react';
import styles from './plan-frame.module.css';

interface PlanFrameProps {
  readonly plan: Pick<FloorPlan, 'width' | 'height'>;
  readonly label: string;
  /** Squares are shown: somebody is drawing. */
  readonly grid?: boolean;
  readonly frame?: Ref<HTMLDivElement>;
  readonly children: ReactNode;
}

/** The hall from above, as large as there is room; what stands in it is placed by `placeOf`. */
export function PlanFrame({ plan, label, grid = false, frame, children }: PlanFrameProps) {
  const size = { '--columns': plan.width, '--lines': plan.height } as CSSProperties;
  return (
    <div
      ref={frame}
      role="group"
      aria-label={label}
      className={styles.frame}
      data-grid={grid || undefined}
      style={{ ...size, aspectRatio: `${plan.width} / ${plan.height}` }}
    >
      {children}
    </div>
  );
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
/** Where a box of squares lies in the frame. */
export function placeOf(plan: Pick<FloorPlan, 'width' | 'height'>, box: Box): CSSProperties {
  const percent = (part: number, whole: number) => `${(100 * part) / whole}%`;
  return {
    left: percent(box.x, plan.width),
    top: percent(box.y, plan.height),
    width: percent(box.width, plan.width),
    height: percent(box.height, plan.height),
  };
}
