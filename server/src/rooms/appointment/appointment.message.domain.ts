import type { MessageKind } from '@huiting/contracts/appointment';
import type { z } from 'zod';
import type { Locale, Named } from '@huiting/contracts/core/fields';

const hourMs = 3_600_000;

/** Reminders: a day and two hours before; none that would come at once or after it was made. */
export function remindersOf(booking: { readonly start: number; readonly bookedAt: number }, now: number) {
  const all = [
    { kind: 'dayBefore', dueAt: booking.start - 24 * hourMs },
    { kind: 'hoursBefore', dueAt: booking.start - 2 * hourMs },
  ] as const;
  // Who booked within the last hour need not be reminded of it.
  return all.filter(({ dueAt }) => dueAt > now && dueAt > booking.bookedAt + hourMs);
}

const minuteMs = 60_000;
/** Between tries, minutes; after the last the message counts as failed. */
const retryMinutes = [1, 5, 15, 30];

/** When a message that was not handed over is tried again; null = no more. */
export function retryAt(tries: number, now: number): number | null {
  const minutes = retryMinutes[tries - 1];
  return minutes === undefined ? null : now + minutes * minuteMs;
}

export interface MessageFacts {
  readonly bankName: string;
  readonly branchName: string;
  readonly language: z.output<typeof Locale>;
  readonly serviceName: z.output<typeof Named>;
  /** Of the page, when it can be told. */
  readonly link: string | null;
  /** `11 月 23 日 10:00`, in the language, at the branch. */
  readonly when: string;
  readonly code: string;
  readonly ticketNumber: string | null;
  readonly ahead: number | null;
  readonly until: string | null;
}

/** What the customer reads. No name in it: a phone's screen is read by others. */
export function wordsOf(kind: MessageKind, facts: MessageFacts): string {
  const zh = facts.language === 'zh-CN';
  const { bankName, branchName, when, code } = facts;
  const service = zh ? facts.serviceName.zh : facts.serviceName.en;
  const link = facts.link === null ? '' : ` ${facts.link}`;
  const chinese: Record<MessageKind, string> = {
    dayBefore: `您预约了明天 ${when} 在${branchName}办理${service}，预约码 ${code}。如需改约或取消：${link.trim() || '请联系网点'}`,
    hoursBefore: `您预约了今天 ${when} 在${branchName}办理${service}，请提前到店签到，预约码 ${code}。${link.trim()}`,
    moved: `您的预约已改到 ${when}，${branchName}，${service}，预约码 ${code}。${link.trim()}`,
    disturbed: `很抱歉，${branchName}届时不营业，您 ${when} 的${service}预约无法办理，请改约其他时间：${link.trim() || '请联系网点'}`,
    restored: `${branchName}届时恢复营业，您 ${when} 的${service}预约继续有效，预约码 ${code}。${link.trim()}`,
    barred: `您近期多次预约未到，在线预约和取号暂停至 ${facts.until ?? ''}，期间可直接到店取号或请网点代约。`,
    near:
      facts.until === null
        ? `您的号 ${facts.ticketNumber ?? ''} 前面还有 ${facts.ahead ?? 0} 人，请尽快到${branchName}签到，未签到不叫号。${link.trim()}`
        : `您的号 ${facts.ticketNumber ?? ''} 已轮到，请在 ${facts.until} 前到${branchName}签到，过时作废。${link.trim()}`,
  };
  const english: Record<MessageKind, string> = {
    dayBefore: `Tomorrow ${when}: ${service} at ${branchName}, code ${code}. To move or cancel:${link || ' call the branch'}`,
    hoursBefore: `Today ${when}: ${service} at ${branchName}. Please come a little early and check in, code ${code}.${link}`,
    moved: `Your booking is now ${when}: ${service} at ${branchName}, code ${code}.${link}`,
    disturbed: `We are sorry: ${branchName} will be closed ${when}, so your booking (${service}) cannot take place. Please choose another time:${link || ' call the branch'}`,
    restored: `${branchName} will be open after all: your booking ${when} (${service}) stands, code ${code}.${link}`,
    barred: `After several missed bookings, booking and taking numbers online is paused until ${facts.until ?? ''}. You can still come in, or ask the branch to book for you.`,
    near:
      facts.until === null
        ? `Number ${facts.ticketNumber ?? ''}: ${facts.ahead ?? 0} in front of you. Please come to ${branchName} and check in; only who has checked in is called.${link}`
        : `Number ${facts.ticketNumber ?? ''}: it is your turn. Please check in at ${branchName} by ${facts.until}; after that the number ends.${link}`,
  };
  return `【${bankName}】${(zh ? chinese : english)[kind]}`.trim();
}
