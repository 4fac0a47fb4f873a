import { requestDays } from '@huiting/contracts/privacy';
import type { Correction, LegalReason, RequestKind, RequestState } from '@huiting/contracts/privacy';
import { addDays } from '../../platform/clock/zone-time.ts';

export interface RequestRecord {
  readonly id: string;
  /** Where it is kept: the customer's home branch, or head office. */
  readonly branchId: string;
  readonly customerId: string;
  readonly kind: RequestKind;
  readonly state: RequestState;
  /** What is to be corrected, in the customer's words. */
  readonly words: string;
  /** A field of the file as it is to be; null = told in words. */
  readonly correction: Correction | null;
  /** Who wrote it down; null = the customer. */
  readonly filedBy: string | null;
  readonly maskedName: string;
  readonly channel: 'branch' | 'h5';
  readonly identity: 'phoneCode' | 'inPerson';
  readonly filedAt: number;
  readonly dueOn: string;
  readonly handledBy: string | null;
  readonly handledByName: string | null;
  readonly endedAt: number | null;
  readonly refusal: LegalReason | null;
  readonly answer: string | null;
  readonly hasPackage: boolean;
  readonly parts: readonly RequestPart[];
}

export interface RequestPart {
  readonly room: string;
  readonly answeredAt: number | null;
  readonly rows: number | null;
}

export type Act = 'take' | 'finish' | 'refuse' | 'withdraw' | 'askAgain';

/** Which states an act is for. A request for erasure that has begun cannot be taken back: some of it is gone. */
const allowed: Readonly<Record<Act, readonly RequestState[]>> = {
  take: ['filed'],
  finish: ['filed', 'working'],
  refuse: ['filed', 'working'],
  withdraw: ['filed', 'working'],
  askAgain: ['working'],
};

export function mayDo(request: RequestRecord, act: Act): boolean {
  const hasBegunErasure = request.parts.length > 0;
  if (act === 'askAgain') return hasBegunErasure && request.state === 'working';
  return allowed[act].includes(request.state) && !hasBegunErasure;
}

/** The last day to answer: so many business days after the day it was filed. */
export function dueDate(filedOn: string, isBusinessDay: (date: string) => boolean): string {
  let date = filedOn;
  for (let left: number = requestDays, looked = 0; left > 0 && looked < 120; looked++) {
    date = addDays(date, 1);
    if (isBusinessDay(date)) left--;
  }
  return date;
}

/** A package as a person reads it: part by part, a line a fact. */
export function readable(
  title: string,
  sections: readonly { readonly name: string; readonly rows: readonly Readonly<Record<string, unknown>>[] }[],
): string {
  const lines = [title];
  for (const { name, rows } of sections) {
    lines.push('', `== ${name} ==`);
    for (const row of rows)
      lines.push(
        Object.entries(row)
          .filter(([, value]) => value !== null && value !== '')
          .map(([key, value]) => `${key}: ${shown(key, value)}`)
          .join(' · '),
      );
    if (rows.length === 0) lines.push('—');
  }
  return `${lines.join('\n')}\n`;
}

function shown(key: string, value: unknown): string {
  if (typeof value === 'number' && /(^a|A)t$/.test(key)) return new Date(value).toISOString();
  return typeof value === 'string' ? value : JSON.stringify(value);
}
