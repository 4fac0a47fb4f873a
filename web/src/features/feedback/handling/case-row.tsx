import { feedbackEndpoints, type BadRatingCase } from '@huiting/contracts/feedback';
import { useCommand } from '../../../lib/command.ts';
import { useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
import { useMay } from '../../../lib/may.ts';
import { usePermission } from '../../../lib/session.tsx';
import { useBusinessNow } from '../../../lib/ticker.ts';
import { Button } from '../../../ui/button.tsx';
import { NoticeRow } from '../../../ui/notice-row.tsx';
import { useProblemToast } from '../../../ui/problem-toast.ts';
import { Tag } from '../../../ui/tag.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { isReserved, isSolved, useTakeCase } from '../feedback.handling.live.ts';
import { handlingText } from '../feedback.handling.text.ts';
import { DueTag } from './due-tag.tsx';
import { StateTag } from './state-tag.tsx';

interface CaseRowProps {
  readonly badRating: BadRatingCase;
  readonly blocked: string | null;
  readonly onOpen: () => void;
  readonly full?: boolean;
}

/** A bad rating: window, number, reasons, whether the customer is still here, how long ago. */
export function CaseRow({ badRating, blocked, onOpen, full = false }: CaseRowProps) {
  const t = useText(handlingText);
  const format = useFormat();
  const now = useBusinessNow(1000);
  const show = useToast();
  const take = useTakeCase(badRating.branchId);
  const mayHandle = useMay(feedbackEndpoints.claimCase);
  const mayLead = usePermission('feedback.lead');
  const { run, busy } = useCommand(useProblemToast());
  const { request } = badRating;
  const closed = badRating.state === 'closed';
  const solved = isSolved(badRating);

  async function claim() {
    const answer = await run(feedbackEndpoints.claimCase, {
      branchId: badRating.branchId,
      caseId: badRating.id,
    });
    if (!answer) return;
    take(answer);
    show({ words: t('claimedToast', { number: request.ticketNumber }) });
    onOpen();
  }
  const facts = [
    ...request.reasons.map((reason) => t(`reason.${reason}`)),
    ...(solved ? [] : [badRating.stillInBranch ? t('stillHere') : t('hasLeft')]),
  ];
  return (
    <NoticeRow
      tone={closed ? 'done' : solved ? 'info' : 'danger'}
      icon={closed ? 'checkSolid' : 'faceSadSolid'}
      title={t('title', { window: format.windowName(request.windowLabel), number: request.ticketNumber })}
      body={facts.join(' · ')}
      timer={closed ? format.clock(badRating.closedAt) : format.timer(now - badRating.openedAt)}
      onOpen={onOpen}
      meta={
        full ? (
          <>
            <StateTag badRating={badRating} />
            {badRating.tier !== 'lobby' && !closed && (
              <Tag kind="warn" icon="flag">
                {t(`tier.${badRating.tier}`)}
              </Tag>
            )}
            <DueTag badRating={badRating} now={now} />
            {badRating.claimedBy && !closed && (
              <span>{t('withOther', { name: badRating.claimedBy.name })}</span>
            )}
            <span>{t('teller', { name: request.staffName })}</span>
            {closed && badRating.remedy && <span>{badRating.remedy}</span>}
          </>
        ) : null
      }
      side={
        badRating.state === 'open' &&
        mayHandle &&
        (mayLead || !isReserved(badRating)) && (
          <Button
            size="small"
            kind="danger"
            disabled={blocked !== null}
            title={blocked ?? undefined}
            busy={busy !== null}
            onClick={() => void claim()}
          >
            {t('step.claim')}
          </Button>
        )
      }
    />
  );
}
