import type { CustomerTodo, DueKind } from '@huiting/contracts/customer';
import type { ContactPlan } from '@huiting/contracts/customer/relationships';

/** What names a matter: who tells it, of which kind, under which reference of theirs. */
export interface DueName {
  readonly sender: string;
  readonly kind: DueKind;
  readonly reference: string;
}

export interface DueMatter {
  readonly reference: string;
  readonly subject: { readonly zh: string; readonly en: string };
  readonly dueOn: string;
  /** Last day on which it is worth saying. */
  readonly until: string;
}

const separator = '|';
const kinds: ReadonlySet<string> = new Set<DueKind>(['maturity', 'idExpiry', 'unfinishedApplication']);

/** The name as screens hand it back. A sender's name may hold anything: it comes last. */
function keyOf({ kind, reference, sender }: DueName): string {
  return [kind, reference, sender].join(separator);
}

export function readKey(key: string): DueName | null {
  const [kind, reference, ...sender] = key.split(separator);
  if (kind === undefined || reference === undefined || sender.length === 0 || !kinds.has(kind)) return null;
  return { kind: kind as DueKind, reference, sender: sender.join(separator) };
}

/** `3 月 8 日`, `8 March`: what is said aloud. */
function spoken(day: string): { zh: string; en: string } {
  const [, month, date] = day.split('-').map(Number) as [number, number, number];
  const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September'];
  const name = [...months, 'October', 'November', 'December'][month - 1]!;
  return { zh: `${month} 月 ${date} 日`, en: `${date} ${name}` };
}

/** What to say: one sentence that asks, never one that sells or warns. */
function say(kind: DueKind, { subject, dueOn }: DueMatter, day: string): CustomerTodo['say'] {
  const on = spoken(dueOn);
  const isPast = dueOn < day;
  switch (kind) {
    case 'maturity':
      return isPast
        ? {
            zh: `您的${subject.zh}已于 ${on.zh}到期，今天要一起处理吗？`,
            en: `Your ${subject.en} matured on ${on.en}. Shall we see to it today?`,
          }
        : {
            zh: `您的${subject.zh}将于 ${on.zh}到期，需要先了解到期后的安排吗？`,
            en: `Your ${subject.en} matures on ${on.en}. Would you like to look at what comes after?`,
          };
    case 'idExpiry':
      return isPast
        ? {
            zh: `您在我行留存的${subject.zh}已过有效期，带了新证件的话现在就能更新。`,
            en: `The ${subject.en} we hold of you has expired. If you have the new one with you, we can renew it now.`,
          }
        : {
            zh: `您在我行留存的${subject.zh}将于 ${on.zh}到期，换证后请来更新，以免影响用卡。`,
            en: `The ${subject.en} we hold of you expires on ${on.en}. Please bring the new one once you have it.`,
          };
    case 'unfinishedApplication':
      return {
        zh: `您 ${on.zh}在智慧柜员机上办理的${subject.zh}还没有完成，现在可以接着办。`,
        en: `Your ${subject.en}, begun at the smart counter on ${on.en}, is not finished. We can go on with it now.`,
      };
  }
}

export function todoOf(matter: DueMatter & DueName, day: string): CustomerTodo {
  return {
    key: keyOf(matter),
    kind: matter.kind,
    subject: matter.subject,
    dueOn: matter.dueOn,
    until: matter.until,
    say: say(matter.kind, matter, day),
    canSettle: true,
  };
}

/** Somebody was promised to be called back, and is here now: told from the day on. */
export function callbackOf(plan: ContactPlan | null, ownerName: string, day: string): CustomerTodo | null {
  if (plan === null || plan.purpose !== 'callback' || plan.on > day) return null;
  return {
    key: 'callback',
    kind: 'callback',
    subject: { zh: '约定回电', en: 'a promised call' },
    dueOn: plan.on,
    until: day,
    say: {
      zh: `客户经理${ownerName}约好回电给您，您既然来了，我请${ownerName}过来。`,
      en: `${ownerName} was to call you back. As you are here, shall I ask ${ownerName} to come over?`,
    },
    canSettle: false,
  };
}
