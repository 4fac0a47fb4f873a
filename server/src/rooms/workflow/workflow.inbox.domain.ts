import type { ApprovalDecision, ApprovalSummary } from '@huiting/contracts/workflow';

const outcomes = {
  approved: { zh: '已通过', en: 'approved' },
  rejected: { zh: '未通过', en: 'rejected' },
  returned: { zh: '被退回，请修改后再提交', en: 'returned: amend it and hand it in again' },
} as const;

/** What the applicant is told when an approval has ended; null when they ended it themselves. */
export function outcomeMessage(
  approval: ApprovalSummary,
  decision: ApprovalDecision | null,
): { title: { zh: string; en: string }; body: { zh: string; en: string } } | null {
  if (approval.state === 'pending' || approval.state === 'withdrawn') return null;
  const outcome = outcomes[approval.state];
  const by = decision === null ? '' : decision.staffName;
  const opinion = decision?.opinion ?? '';
  const said = { zh: opinion === '' ? '' : `：${opinion}`, en: opinion === '' ? '' : `: ${opinion}` };
  return {
    title: {
      zh: `${approval.title.zh}${outcome.zh}`,
      en: `${approval.title.en}: ${outcome.en}`,
    },
    body:
      decision === null
        ? { zh: '无需审批', en: 'No approval was needed' }
        : { zh: `${by}${said.zh}`, en: `${by}${said.en}` },
  };
}
