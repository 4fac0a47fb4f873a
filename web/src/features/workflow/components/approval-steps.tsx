import type { Approval } from '@huiting/contracts/workflow';
import { useFormat } from '../../../lib/format-context.tsx';
import { useNamed, useText } from '../../../lib/i18n.ts';
import { Tag, type TagKind } from '../../../ui/tag.tsx';
import { inboxText } from '../workflow.inbox.text.ts';
import styles from './approval-steps.module.css';

const kinds: Record<Approval['steps'][number]['state'], TagKind> = {
  done: 'ok',
  current: 'info',
  ahead: 'plain',
  skipped: 'idle',
};

/** The whole way of an application: who asked, every step with what was said there, and what is ahead. */
export function ApprovalSteps({ approval }: { readonly approval: Approval }) {
  const t = useText(inboxText);
  const named = useNamed();
  const format = useFormat();
  const { step } = approval;
  return (
    <ol className={styles.steps} aria-label={t('way')}>
      <li data-state="done">
        <div className={styles.line}>
          <strong>{t('asked')}</strong>
          <span>{approval.applicant.name}</span>
          <time className="num">{format.stamp(approval.requestedAt)}</time>
        </div>
      </li>
      {approval.steps.map((one) => {
        const said = approval.decisions.filter(({ stepKey }) => stepKey === one.key);
        return (
          <li key={one.key} data-state={one.state}>
            <div className={styles.line}>
              <strong>{named(one.name)}</strong>
              <Tag kind={kinds[one.state]}>{t(`step.${one.state}`)}</Tag>
              {one.agreeing > 1 && <span>{t('agreeing', { count: one.agreeing })}</span>}
              {one.state === 'current' && step?.dueAt != null && (
                <span className={step.late ? styles.late : undefined}>
                  {step.late ? t('late') : t('due', { time: format.stamp(step.dueAt) })}
                </span>
              )}
            </div>
            {said.map((decision) => (
              <div key={decision.staffId} className={styles.said}>
                <div className={styles.line}>
                  <span>
                    {decision.staffName} · {t(`verdict.${decision.verdict}`)}
                  </span>
                  <time className="num">{format.stamp(decision.at)}</time>
                </div>
                {decision.opinion !== '' && <p>{decision.opinion}</p>}
              </div>
            ))}
            {one.state === 'current' && (
              <p className={styles.waits}>
                {approval.approvers.length > 0
                  ? t('waitsFor', { names: approval.approvers.map(({ name }) => name).join('、') })
                  : t('nobody')}
              </p>
            )}
          </li>
        );
      })}
    </ol>
  );
}
