import { hallEndpoints, positionDefaults, type TierPlan } from '@huiting/contracts/hall';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useCommand } from '../../../lib/command.ts';
import { useText } from '../../../lib/i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { TextField } from '../../../ui/field.tsx';
import { useProblemToast } from '../../../ui/problem-toast.ts';
import { Sheet } from '../../../ui/sheet.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { positionKeys } from './positions.queries.ts';
import { positionText } from './positions.text.ts';
import styles from './plan-sheet.module.css';

interface PlanSheetProps {
  readonly branchId: string;
  readonly plan: readonly TierPlan[];
  readonly onClose: () => void;
}
const limits = { lobbyManagers: [1, 5], reserves: [0, 5], windows: [0, 60] } as const;
const starts = { light: 0, normal: positionDefaults.normalFrom, busy: positionDefaults.busyFrom } as const;

/** How many the branch wants at each load. */
export function PlanSheet({ branchId, plan, onClose }: PlanSheetProps) {
  const t = useText(positionText);
  const show = useToast();
  const queries = useQueryClient();
  const { run, busy } = useCommand(useProblemToast());
  const [tiers, setTiers] = useState<readonly TierPlan[]>(plan);

  function change(tier: TierPlan['tier'], key: keyof typeof limits, value: string) {
    const [low, high] = limits[key];
    const count = Math.min(high, Math.max(low, Math.floor(Number(value)) || low));
    setTiers((held) => held.map((one) => (one.tier === tier ? { ...one, [key]: count } : one)));
  }
  async function save() {
    const answer = await run(hallEndpoints.setStaffingPlan, { branchId, plan: [...tiers] });
    if (!answer) return;
    void queries.invalidateQueries({ queryKey: positionKeys.board(branchId) });
    show({ words: t('planSaved') });
    onClose();
  }
  return (
    <Sheet
      open
      width={620}
      onClose={onClose}
      title={t('planTitle')}
      actions={
        <Button kind="primary" size="action" busy={busy !== null} onClick={() => void save()}>
          {t('save')}
        </Button>
      }
    >
      <div className={styles.tiers}>
        {tiers.map((one) => (
          <fieldset key={one.tier}>
            <legend>
              {t(`tier.${one.tier}`)} <small>{t('from', { from: starts[one.tier] })}</small>
            </legend>
            {(Object.keys(limits) as (keyof typeof limits)[]).map((key) => (
              <TextField
                key={key}
                label={t(key)}
                type="number"
                inputMode="numeric"
                min={limits[key][0]}
                max={limits[key][1]}
                value={one[key]}
                onChange={(event) => change(one.tier, key, event.target.value)}
              />
            ))}
          </fieldset>
        ))}
      </div>
    </Sheet>
  );
}
