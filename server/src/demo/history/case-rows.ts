import { feedbackDefaults } from '@huiting/contracts/feedback';
import type { Row } from '../../platform/database/bulk-load.ts';
import type { DayRecord, PastRating } from './hall-plan.ts';

const talks = [
  '客户说等候时没有人告知进度',
  '客户反映讲解太快没听明白',
  '客户说准备材料来回跑了两趟',
  '客户对柜台态度不满',
];
const causes = ['高峰时段窗口不足', '业务解释不够清楚', '材料清单未一次告知', '沟通方式欠妥'];
const remedies = [
  '当面致歉，补开窗口并告知预计时间',
  '重新讲解并留下联系方式',
  '协助备齐材料并预约优先办理',
  '班后复盘，由网点负责人回访',
];

const minute = 60_000;
const iso = (instant: number | null): string | null =>
  instant === null ? null : new Date(instant).toISOString();

/** A bad rating's handling as far as it has come, and the deadlines that follow from it. */
export interface PastCase {
  readonly row: Row;
  readonly timers: readonly { kind: string; due: number }[];
}

/** How a bad rating was handled until an instant; null for the other ratings, and where there was nobody to handle it. */
export function pastCase({ plan }: DayRecord, rating: PastRating, seenUntil: number): PastCase | null {
  const { lobbyManager: lobby } = plan;
  const { level, ratedAt } = rating;
  if (level === null || ratedAt === null || level > feedbackDefaults.badLevel || lobby === null) return null;
  const random = plan.random.fork(`handling/${rating.request.id}`);
  const claimedAt = ratedAt + random.int(40, 290) * 1000;
  const solvedAt = claimedAt + random.int(8, 70) * minute;
  const talkedAt = claimedAt + (solvedAt - claimedAt) / 2;
  // Four in five say yes when they are called; of the others no answer came within the limit.
  const isConfirmed = random.chance(0.8);
  const confirmDueAt = solvedAt + feedbackDefaults.confirmMinutes * minute;
  const closedAt = isConfirmed ? solvedAt + random.int(20, 150) * minute : confirmDueAt;
  const story = random.int(0, talks.length - 1);
  const isStillIn = random.chance(0.6);

  const [hasClaimed, hasTalked, hasSolved, hasClosed] = [claimedAt, talkedAt, solvedAt, closedAt].map(
    (at) => at <= seenUntil,
  );
  const state = hasClosed
    ? 'closed'
    : hasSolved
      ? 'confirming'
      : hasTalked
        ? 'talked'
        : hasClaimed
          ? 'claimed'
          : 'open';
  const claimDueAt = ratedAt + feedbackDefaults.claimMinutes * minute;
  const closeDueAt = ratedAt + feedbackDefaults.closeMinutes * minute;
  const escalateDueAt = ratedAt + feedbackDefaults.escalateMinutes * minute;
  const talkDueAt = claimedAt + feedbackDefaults.talkMinutes * minute;
  const opened = {
    tier: 'lobby',
    reason: 'opened',
    at: ratedAt,
    told: [{ staffId: lobby.id, name: lobby.name }],
    note: null,
    disputed: null,
  };
  const row: Row = {
    state,
    opened_at: iso(ratedAt),
    claim_due_at: iso(claimDueAt),
    escalate_due_at: iso(escalateDueAt),
    talk_due_at: hasClaimed ? iso(talkDueAt) : null,
    close_due_at: iso(closeDueAt),
    overdue: false,
    still_in_branch: hasTalked ? isStillIn : true,
    presence_told: hasTalked,
    claimed_by: hasClaimed ? lobby.id : null,
    claimed_by_name: hasClaimed ? lobby.name : null,
    claimed_at: hasClaimed ? iso(claimedAt) : null,
    talk: hasTalked ? talks[story] : null,
    cause: hasSolved ? causes[story] : null,
    remedy: hasSolved ? remedies[story] : null,
    tier: 'lobby',
    chain: JSON.stringify([opened]),
    confirm_asked_at: hasSolved ? iso(solvedAt) : null,
    confirm_due_at: hasSolved ? iso(confirmDueAt) : null,
    outcome: hasClosed ? (isConfirmed ? 'confirmed' : 'unconfirmed') : null,
    confirm_channel: hasClosed && isConfirmed ? 'phone' : null,
    confirm_note: hasClosed && isConfirmed ? '电话回访，客户表示认可' : null,
    confirmed_at: hasClosed ? iso(closedAt) : null,
    closed_at: hasClosed ? iso(closedAt) : null,
  };
  const toClose = [
    { kind: 'feedback.caseOverdue', due: closeDueAt },
    { kind: 'feedback.caseEscalate', due: closeDueAt },
  ];
  const timers = {
    open: [
      { kind: 'feedback.caseOverdue', due: claimDueAt },
      { kind: 'feedback.caseEscalate', due: escalateDueAt },
    ],
    claimed: [
      { kind: 'feedback.caseOverdue', due: Math.min(talkDueAt, closeDueAt) },
      { kind: 'feedback.caseEscalate', due: closeDueAt },
    ],
    talked: toClose,
    confirming: [{ kind: 'feedback.confirmLapse', due: confirmDueAt }],
    closed: [],
  }[state];
  return { row, timers };
}
