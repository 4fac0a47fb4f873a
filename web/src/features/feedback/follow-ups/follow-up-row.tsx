import type { FollowUp } from '@huiting/contracts/feedback';
import type { ReactNode } from 'react';
import { useFormat } from '../../../lib/format-context.tsx';
import { useNamed, useText } from '../../../lib/i18n.ts';
import { NoticeRow } from '../../../ui/notice-row.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { followUpsText } from './follow-ups.text.ts';

interface FollowUpRowProps {
  readonly followUp: FollowUp;
  readonly onOpen: () => void;
  readonly side?: ReactNode;
}

/** Whom to call, why and until when; or what came of it. */
export function FollowUpRow({ followUp, onOpen, side }: FollowUpRowProps) {
  const t = useText(followUpsText);
  const named = useNamed();
  const format = useFormat();
  const { state, reason, overdue, attempts, satisfaction } = followUp;
  const due = state === 'due';
  return (
    <NoticeRow
      tone={due ? (overdue ? 'danger' : reason === 'badRating' ? 'warn' : 'info') : 'done'}
      icon={due ? (reason === 'badRating' ? 'faceSadSolid' : 'smartphone') : 'checkSolid'}
      title={`${followUp.customer.maskedName} · ${followUp.ticketNumber}`}
      body={t('served', {
        service: named(followUp.serviceName),
        staff: followUp.staffName,
        time: format.stamp(followUp.servedAt),
      })}
      timer={due ? t('until', { time: format.stamp(followUp.dueAt) }) : format.stamp(followUp.endedAt)}
      onOpen={onOpen}
      meta={
        <>
          <Tag kind={reason === 'badRating' ? 'warn' : 'plain'}>{t(`reason.${reason}`)}</Tag>
          {overdue && <Tag kind="dangerSolid">{t('late')}</Tag>}
          {!due && <Tag kind={state === 'reached' ? 'ok' : 'plain'}>{t(`state.${state}`)}</Tag>}
          {satisfaction !== null && <span>{t(`level.${satisfaction as 1 | 2 | 3 | 4 | 5}`)}</span>}
          {followUp.openedCase && <Tag kind="danger">{t('openedCase')}</Tag>}
          {due && attempts.length > 0 && (
            <span>{t('tried', { tried: attempts.length, left: followUp.attemptsLeft })}</span>
          )}
        </>
      }
      side={side}
    />
  );
}
