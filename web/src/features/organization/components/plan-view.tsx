import type { BranchRecord, FloorPlan } from '@huiting/contracts/organization';
import type { ReactNode } from 'react';
import { useText } from '../../../lib/i18n.ts';
import { planText } from '../plan/plan.text.ts';
import { thingsOf } from '../plan/plan.domain.ts';
import { PlanFrame, placeOf } from './plan-frame.tsx';
import things from './plan-things.module.css';

interface PlanViewProps {
  readonly plan: FloorPlan;
  readonly branch: Pick<BranchRecord, 'zones' | 'windows'>;
  /** How a window looks now and what it says below its sign. */
  readonly windowNow: (windowId: string) => {
    readonly look: string;
    readonly words: ReactNode;
    readonly label: string;
  };
  readonly onWindow: (windowId: string) => void;
}

/** The hall from above as it is this moment; nothing can be moved here. */
export function PlanView({ plan, branch, windowNow, onWindow }: PlanViewProps) {
  const t = useText(planText);
  return (
    <PlanFrame plan={plan} label={t('plan')}>
      {thingsOf(plan).map(({ thing, box }) => {
        const style = placeOf(plan, box);
        if (thing.kind === 'zone') {
          const zone = branch.zones.find(({ id }) => id === thing.id);
          return (
            <div key={thing.id} className={things.zone} style={style} data-kind={zone?.kind}>
              {zone?.name}
            </div>
          );
        }
        if (thing.kind === 'device') {
          const mark = plan.devices.find(({ id }) => id === thing.id);
          return (
            <div key={thing.id} className={things.device} style={style}>
              {mark && (mark.label || t(`device.${mark.kind}`))}
            </div>
          );
        }
        const window = branch.windows.find(({ id }) => id === thing.id);
        const now = windowNow(thing.id);
        return (
          <button
            key={thing.id}
            type="button"
            className={things.window}
            style={style}
            data-look={now.look}
            aria-label={now.label}
            onClick={() => onWindow(thing.id)}
          >
            {window?.label}
            <small>{now.words}</small>
          </button>
        );
      })}
    </PlanFrame>
  );
}
