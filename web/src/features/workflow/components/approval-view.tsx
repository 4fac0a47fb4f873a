import { workflowEndpoints, type Approval, type Verdict } from '@huiting/contracts/workflow';
import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useCommand } from '../../../lib/command.ts';
import { useNamed, useText } from '../../../lib/i18n.ts';
import { hasCode } from '../../../lib/problem.ts';
import { Button } from '../../../ui/button.tsx';
import { TextAreaField } from '../../../ui/field.tsx';
import { useProblemToast } from '../../../ui/problem-toast.ts';
import { useToast } from '../../../ui/toast.tsx';
import { approvalQuery, inboxKeys } from '../workflow.inbox.queries.ts';
import { inboxText } from '../workflow.inbox.text.ts';
import { ApprovalSteps } from './approval-steps.tsx';
import styles from './approval-view.module.css';

const ApprovalFiles = lazy(() =>
  import('./approval-files.tsx').then((module) => ({ default: module.ApprovalFiles })),
);

interface ApprovalViewProps {
  readonly approval: Approval;
  /** Why nothing may be done now; null = all is well. */
  readonly blocked?: string | null;
}

/** What is asked, the way it takes, and the caller's own part in it. */
export function ApprovalView({ approval, blocked = null }: ApprovalViewProps) {
  const t = useText(inboxText);
  const named = useNamed();
  return (
    <div className={styles.view}>
      <section>
        <h3>{t('facts')}</h3>
        <dl className={styles.facts}>
          <div>
            <dt>{t('unit')}</dt>
            <dd>{approval.unitName}</dd>
          </div>
          {approval.facts.map((fact) => (
            <div key={fact.key}>
              <dt>{named(fact.name)}</dt>
              <dd>{named(fact.shown)}</dd>
            </div>
          ))}
        </dl>
      </section>
      <Suspense>
        <ApprovalFiles approval={approval} />
      </Suspense>
      <section>
        <h3>
          {t('way')}
          <small>
            {approval.definitionVersion === 0
              ? t('shipped')
              : t('version', { version: approval.definitionVersion })}
          </small>
        </h3>
        <ApprovalSteps approval={approval} />
      </section>
      {approval.mayDecide && approval.step && (
        // A newer step begins with an empty opinion.
        <Decide key={approval.step.key} approval={approval} blocked={blocked} />
      )}
      {approval.mayWithdraw && <Withdraw approval={approval} blocked={blocked} />}
    </div>
  );
}

const verdicts: readonly { readonly verdict: Verdict; readonly kind: 'primary' | 'plain' | 'danger' }[] = [
  { verdict: 'approve', kind: 'primary' },
  { verdict: 'return', kind: 'plain' },
  { verdict: 'reject', kind: 'danger' },
];

/** Shows the newest approval at once, and lets every list ask again. */
function useTakeApproval() {
  const queries = useQueryClient();
  return (approval: Approval) => {
    queries.setQueryData(approvalQuery(approval).queryKey, approval);
    void queries.invalidateQueries({ queryKey: inboxKeys.approvals });
  };
}

function Decide({ approval, blocked }: { readonly approval: Approval; readonly blocked: string | null }) {
  const t = useText(inboxText);
  const named = useNamed();
  const toast = useToast();
  const queries = useQueryClient();
  const take = useTakeApproval();
  const { run, busy } = useCommand(useProblemToast());
  const [opinion, setOpinion] = useState('');
  const [missing, setMissing] = useState(false);

  async function decide(verdict: Verdict) {
    if (verdict !== 'approve' && opinion.trim() === '') {
      setMissing(true);
      return;
    }
    const answer = await run(
      workflowEndpoints.decideApproval,
      {
        branchId: approval.branchId,
        approvalId: approval.id,
        stepKey: approval.step?.key ?? '',
        verdict,
        opinion,
      },
      {
        onProblem: (problem) => {
          if (!hasCode(problem, 'workflow.approval_step_passed', 'workflow.approval_ended')) return false;
          toast({ words: t('passed'), kind: 'warn' });
          void queries.invalidateQueries({ queryKey: inboxKeys.approvals });
          return true;
        },
      },
    );
    if (!answer) return;
    take(answer.approval);
    toast({ words: t('decided', { title: named(approval.title), verdict: t(`verdict.${verdict}`) }) });
  }
  return (
    <section className={styles.decide}>
      <TextAreaField
        label={t('opinion')}
        hint={t('opinionHint')}
        error={missing ? t('opinionNeeded') : null}
        maxLength={500}
        value={opinion}
        onChange={(event) => {
          setOpinion(event.target.value);
          setMissing(false);
        }}
      />
      <div className={styles.acts}>
        {verdicts.map(({ verdict, kind }) => (
          <Button
            key={verdict}
            kind={kind}
            disabled={blocked !== null}
            title={blocked ?? undefined}
            busy={busy !== null}
            onClick={() => void decide(verdict)}
          >
            {t(`verdict.${verdict}`)}
          </Button>
        ))}
      </div>
    </section>
  );
}

function Withdraw({ approval, blocked }: { readonly approval: Approval; readonly blocked: string | null }) {
  const t = useText(inboxText);
  const toast = useToast();
  const take = useTakeApproval();
  const { run, busy } = useCommand(useProblemToast());
  const [reason, setReason] = useState<string | null>(null);

  async function withdraw() {
    if (reason === null || reason.trim() === '') return;
    const answer = await run(workflowEndpoints.withdrawApproval, {
      branchId: approval.branchId,
      approvalId: approval.id,
      reason,
    });
    if (!answer) return;
    take(answer.approval);
    toast({ words: t('withdrawn') });
  }
  if (reason === null)
    return (
      <div className={styles.acts}>
        <Button disabled={blocked !== null} title={blocked ?? undefined} onClick={() => setReason('')}>
          {t('withdraw')}
        </Button>
      </div>
    );
  return (
    <section className={styles.decide}>
      <TextAreaField
        label={t('withdrawReason')}
        maxLength={200}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <div className={styles.acts}>
        <Button
          kind="danger"
          disabled={reason.trim() === '' || blocked !== null}
          busy={busy !== null}
          onClick={() => void withdraw()}
        >
          {t('withdraw')}
        </Button>
        <Button onClick={() => setReason(null)}>{t('cancel')}</Button>
      </div>
    </section>
  );
}
