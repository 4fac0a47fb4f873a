import type { Identifier } from '@huiting/contracts/customer';
import type { IssuedTicket } from '@huiting/contracts/queue';

/** A document on the reader: kept in memory only, until the ticket is out or the customer has gone. */
export interface HeldDocument {
  readonly identifier: Identifier;
  /** `王*芳` when the bank knows the customer; null while asking, and for strangers. */
  readonly greeting: string | null;
}

/** One intended act of one customer: the key stays with it, so that no repetition makes a second ticket. */
export type Act =
  | ({
      readonly kind: 'ticket';
      readonly serviceTypeId: string;
      readonly document: HeldDocument | null;
    } & Terms)
  | ({ readonly kind: 'checkIn'; readonly code: string } & Terms);

/** Fixed when the act begins: a repetition must say the same, whatever is switched meanwhile. */
export interface Terms {
  readonly key: string;
  readonly elder: boolean;
  readonly language: 'zh-CN' | 'en';
}

export type Timing = 'early' | 'onTime' | 'late';

export type KioskFlow =
  | { readonly step: 'home'; readonly document: HeldDocument | null }
  | { readonly step: 'checkIn'; readonly code: string }
  | { readonly step: 'issuing'; readonly act: Act }
  | { readonly step: 'issued'; readonly ticket: IssuedTicket; readonly timing: Timing | null }
  /** `code` is the refusal's, or `network` when the outcome is not known. */
  | { readonly step: 'refused'; readonly act: Act; readonly code: string; readonly title: string | null };

export type KioskEvent =
  | { readonly kind: 'document'; readonly identifier: HeldDocument['identifier'] }
  | { readonly kind: 'recognised'; readonly value: string; readonly greeting: string | null }
  | { readonly kind: 'dropDocument' }
  | { readonly kind: 'pick'; readonly serviceTypeId: string; readonly terms: Terms }
  | { readonly kind: 'openCheckIn' }
  | { readonly kind: 'code'; readonly code: string }
  | { readonly kind: 'checkIn'; readonly code: string; readonly terms: Terms }
  | {
      readonly kind: 'issued';
      readonly key: string;
      readonly ticket: IssuedTicket;
      readonly timing: Timing | null;
    }
  | { readonly kind: 'refused'; readonly key: string; readonly code: string; readonly title: string | null }
  | { readonly kind: 'again' }
  | { readonly kind: 'correct' }
  | { readonly kind: 'home' };

export const kioskStart: KioskFlow = { step: 'home', document: null };

/** The kiosk's walk: home → ticket, home → code → ticket, with refusals told on a screen of their own. */
export function nextKiosk(flow: KioskFlow, event: KioskEvent): KioskFlow {
  switch (event.kind) {
    case 'document':
      return flow.step === 'home' || flow.step === 'checkIn'
        ? { step: 'home', document: { identifier: event.identifier, greeting: null } }
        : flow;
    case 'recognised':
      // the answer may come after the document has gone, or after another one
      if (flow.step !== 'home' || flow.document?.identifier.value !== event.value) return flow;
      return { step: 'home', document: { ...flow.document, greeting: event.greeting } };
    case 'dropDocument':
      return flow.step === 'home' ? kioskStart : flow;
    case 'pick':
      if (flow.step !== 'home') return flow;
      return {
        step: 'issuing',
        act: { kind: 'ticket', ...event.terms, serviceTypeId: event.serviceTypeId, document: flow.document },
      };
    case 'openCheckIn':
      return flow.step === 'home' ? { step: 'checkIn', code: '' } : flow;
    case 'code':
      return flow.step === 'checkIn' ? { step: 'checkIn', code: event.code } : flow;
    case 'checkIn':
      if (flow.step !== 'home' && flow.step !== 'checkIn') return flow;
      return { step: 'issuing', act: { kind: 'checkIn', ...event.terms, code: event.code } };
    case 'issued':
      return flow.step === 'issuing' && flow.act.key === event.key
        ? { step: 'issued', ticket: event.ticket, timing: event.timing }
        : flow;
    case 'refused':
      return flow.step === 'issuing' && flow.act.key === event.key
        ? { step: 'refused', act: flow.act, code: event.code, title: event.title }
        : flow;
    case 'again':
      return flow.step === 'refused' ? { step: 'issuing', act: flow.act } : flow;
    case 'correct':
      return flow.step === 'refused' && flow.act.kind === 'checkIn'
        ? { step: 'checkIn', code: flow.act.code }
        : flow;
    case 'home':
      return kioskStart;
  }
}
