import type {
  CustomerCard,
  CustomerTier,
  CustomerView,
  IdentifierKind,
  RecognitionSource,
} from '@huiting/contracts/customer';
import type { z } from 'zod';
import type { Actor } from '../../platform/context.ts';

/** Age from which somebody is served as an elder, unless a branch's parameters say otherwise one day. */
const elderAge = 65;

/** Bands of month-average assets and of product amounts, in 万元 (10,000 yuan); amounts themselves are not kept. */
export type AmountBand = 'under5' | '5to20' | '20to50' | '50to200' | '200to600' | 'over600';
export type SignedServiceCode = CustomerView['signedServices'][number];

/** A customer's file in clear. It never leaves this room; what leaves is made by the presenter. */
export interface CustomerFile {
  readonly id: string;
  readonly name: string;
  readonly birthDate: string | null;
  readonly tier: CustomerTier;
  readonly disabled: boolean;
  readonly tags: readonly string[];
  readonly ownerStaffId: string | null;
  readonly homeBranchId: string | null;
}

export interface HeldProduct {
  readonly name: string;
  readonly amountBand: AmountBand;
  readonly maturesOn: string | null;
}

/** The whole file with what hangs on it: for the view. */
export interface CustomerRecord extends CustomerFile {
  readonly idNumber: string | null;
  readonly phone: string | null;
  readonly cards: readonly string[];
  readonly gender: 'female' | 'male' | null;
  readonly assetsBand: AmountBand;
  readonly signedServices: readonly SignedServiceCode[];
  readonly products: readonly HeldProduct[];
  readonly faceConsent: boolean;
  /** Of the car one agreed to be recognised by; null = no consent. */
  readonly plate: string | null;
}

export interface PastService {
  readonly at: number;
  readonly branchId: string;
  readonly serviceName: { readonly zh: string; readonly en: string } | null;
  readonly waitSeconds: number;
  readonly level: number | null;
}

/** Somebody was recognised. */
export interface Sighting {
  readonly customer: CustomerCard;
  readonly ownerStaffId: string | null;
  readonly at: number;
  readonly businessDate: string;
  readonly source: z.output<typeof RecognitionSource>;
  readonly confidence: number;
  readonly place: string;
  readonly ticketNumber: string | null;
}

/** What was presented, by the kind of its number. */
export function sourceOf(kind: IdentifierKind): Sighting['source'] {
  const sources = { idNumber: 'idCard', phone: 'phone', card: 'bankCard' } as const;
  return sources[kind];
}

/** Where a customer was recognised by a person or terminal of this surface. */
export function placeOf(surface: Actor['surface']): string {
  if (surface === 'teller') return '柜面';
  if (surface === 'kiosk') return '取号机';
  return '大堂';
}

/** Completed years on a day. A birthday of 29 February is kept on 1 March in common years. */
export function ageOn(birthDate: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return day.slice(5) < birthDate.slice(5) ? years - 1 : years;
}

export function isElderOn(birthDate: string | null, day: string): boolean {
  return birthDate !== null && ageOn(birthDate, day) >= elderAge;
}
