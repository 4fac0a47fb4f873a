import {
  nextStages,
  organizationEditingEndpoints,
  type BranchRecord,
  type Milestone,
} from '@huiting/contracts/organization';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useCommand } from '../../../lib/command.ts';
import { useText } from '../../../lib/i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { useProblemToast } from '../../../ui/problem-toast.ts';
import { ListSkeleton } from '../../../ui/skeleton.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { lifecycleQuery, useBranchChanged } from '../organization.queries.ts';
import { organizationText } from '../organization.text.ts';
import styles from './editing.module.css';
import { editingText } from './editing.text.ts';
import { StageSheet } from './stage-sheet.tsx';

interface LifecycleProps {
  readonly branch: BranchRecord;
  /** The way to another stage is absent without the right. */
  readonly mayManage: boolean;
}

/** A branch's life: one line a stage with its dates, what the present one means, and what is planned. */
export function Lifecycle({ branch, mayManage }: LifecycleProps) {
  const t = useText(editingText);
  const o = useText(organizationText);
  const query = useQuery(lifecycleQuery(branch.id));
  const [changing, setChanging] = useState(false);
  const milestones = query.data?.milestones;
  const current = milestones?.findLast((one) => !one.planned);
  return (
    <section aria-label={t('lifecycle')}>
      <div className={styles.head}>
        <h3>{t('lifecycle')}</h3>
        {mayManage && nextStages[branch.stage].length > 0 && (
          <Button kind="link" icon="swap" onClick={() => setChanging(true)}>
            {t('changeStage')}
          </Button>
        )}
      </div>
      <p className={styles.meaning}>
        <Tag
          kind={branch.stage === 'operating' ? 'ok' : branch.stage === 'opening' ? 'info' : 'idle'}
          bordered
        >
          {o(`stage.${branch.stage}`)}
        </Tag>
        {t(`consequence.${branch.stage}`)}
      </p>
      {query.error && !milestones ? (
        <ErrorPanel error={query.error} title={t('lifecycleFailed')} onRetry={() => void query.refetch()} />
      ) : !milestones ? (
        <ListSkeleton rows={3} height={30} />
      ) : milestones.length === 0 ? (
        <p className={styles.note}>{t('noMilestones')}</p>
      ) : (
        <ol className={styles.timeline}>
          {milestones.map((one) => (
            <Step
              key={one.id}
              branchId={branch.id}
              milestone={one}
              current={one === current}
              mayManage={mayManage}
            />
          ))}
        </ol>
      )}
      {changing && <StageSheet branch={branch} onClose={() => setChanging(false)} />}
    </section>
  );
}

interface StepProps {
  readonly branchId: string;
  readonly milestone: Milestone;
  readonly current: boolean;
  readonly mayManage: boolean;
}
function Step({ branchId, milestone, current, mayManage }: StepProps) {
  const t = useText(editingText);
  const o = useText(organizationText);
  const toast = useToast();
  const command = useCommand(useProblemToast());
  const changed = useBranchChanged(branchId);
  const { from, until, planned, note, documentNo } = milestone;
  const dates = planned
    ? t('planned', { date: from })
    : current
      ? t('sinceNow', { date: from })
      : until === null || until === from
        ? from
        : `${from} – ${until}`;
  async function cancel() {
    const answer = await command.run(organizationEditingEndpoints.cancelStagePlan, {
      branchId,
      planId: milestone.id,
    });
    await changed();
    if (answer) toast({ words: t('planCancelled') });
  }
  return (
    <li aria-current={current ? 'step' : undefined} data-planned={planned || undefined}>
      <b>{o(`stage.${milestone.stage}`)}</b>
      <span className={`num num-medium ${styles.dates}`}>{dates}</span>
      <span className={styles.said}>{[documentNo, note].filter(Boolean).join(' · ')}</span>
      {planned && mayManage ? (
        <Button kind="link" size="small" busy={command.busy !== null} onClick={() => void cancel()}>
          {t('cancelPlan')}
        </Button>
      ) : (
        <span />
      )}
    </li>
  );
}
