import type { BranchRecord, FloorPlan } from '@huiting/contracts/organization';
import { useRef, useState, type PointerEvent } from 'react';
import { PlanFrame, placeOf } from '../components/plan-frame.tsx';
import things from '../components/plan-things.module.css';
import { useText } from '../../../lib/i18n.ts';
import { isSame, moved, resized, thingsOf, type Box, type Thing } from './plan.domain.ts';
import styles from './plan-editor.module.css';
import { planText } from './plan.text.ts';

interface PlanStageProps {
  readonly plan: FloorPlan;
  readonly branch: BranchRecord;
  readonly selected: Thing | null;
  readonly wrong: ReadonlySet<string>;
  readonly nameOf: (thing: Thing) => string;
  readonly onSelect: (thing: Thing) => void;
  /** One step: what a drag ends with. */
  readonly onPlan: (plan: FloorPlan) => void;
}
interface Drag {
  readonly thing: Thing;
  readonly box: Box;
  readonly resizes: boolean;
  readonly from: { readonly x: number; readonly y: number };
}

/** The drawing itself: things are taken by mouse, pen or finger, and land on squares. */
export function PlanStage({ plan, branch, selected, wrong, nameOf, onSelect, onPlan }: PlanStageProps) {
  const t = useText(planText);
  const frame = useRef<HTMLDivElement>(null);
  const drag = useRef<Drag | null>(null);
  /** The plan as it would be if the finger were lifted now. */
  const [preview, setPreview] = useState<FloorPlan | null>(null);
  const shown = preview ?? plan;

  function start(event: PointerEvent, thing: Thing, box: Box, resizes: boolean) {
    if (event.button !== 0) return;
    event.stopPropagation();
    event.currentTarget.setPointerCapture(event.pointerId);
    // A finger gives no focus by itself, and keys go on where the finger was.
    event.currentTarget.closest('button')?.focus();
    drag.current = { thing, box, resizes, from: { x: event.clientX, y: event.clientY } };
    onSelect(thing);
  }
  function move(event: PointerEvent) {
    const { current } = drag;
    const width = frame.current?.clientWidth ?? 0;
    if (current === null || width === 0) return;
    // Squares are as high as wide.
    const squares = (pixels: number) => (pixels / width) * plan.width;
    const dx = squares(event.clientX - current.from.x);
    const dy = squares(event.clientY - current.from.y);
    const { thing, box, resizes } = current;
    setPreview(
      resizes
        ? resized(plan, thing.id, { width: box.width + dx, height: box.height + dy })
        : moved(plan, thing, { x: box.x + dx, y: box.y + dy }),
    );
  }
  function end() {
    if (drag.current !== null && preview !== null) onPlan(preview);
    drag.current = null;
    setPreview(null);
  }
  function cancel() {
    drag.current = null;
    setPreview(null);
  }
  return (
    <PlanFrame plan={shown} label={t('plan')} grid frame={frame}>
      {thingsOf(shown).map(({ thing, box }) => {
        const zone = thing.kind === 'zone' ? branch.zones.find(({ id }) => id === thing.id) : undefined;
        const isSelected = isSame(selected, thing);
        return (
          <button
            key={thing.id}
            type="button"
            className={`${things[thing.kind]} ${styles.thing}`}
            style={placeOf(shown, box)}
            data-kind={zone?.kind}
            data-wrong={wrong.has(thing.id) || undefined}
            aria-pressed={isSelected}
            aria-label={t('place', { name: nameOf(thing), x: box.x + 1, y: box.y + 1 })}
            onFocus={() => onSelect(thing)}
            onPointerDown={(event) => start(event, thing, box, false)}
            onPointerMove={move}
            onPointerUp={end}
            onPointerCancel={cancel}
          >
            {nameOf(thing)}
            {thing.kind === 'zone' && isSelected && (
              <span
                className={styles.corner}
                onPointerDown={(event) => start(event, thing, box, true)}
                onPointerMove={move}
                onPointerUp={end}
                onPointerCancel={cancel}
              />
            )}
          </button>
        );
      })}
    </PlanFrame>
  );
}
