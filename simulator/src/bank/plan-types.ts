import type { RoleCode, TerminalKind } from '@huiting/contracts/access';
import type { CustomerTier } from '@huiting/contracts/customer';
import type {
  BranchFormat,
  BranchStage,
  BusinessLine,
  ServiceWindow,
  ZoneKind,
} from '@huiting/contracts/organization';
import type { Post } from '@huiting/contracts/staff';
import type { Gender } from './names.ts';

/** A whole bank as data: what the loaders write and what the simulator plays. Dates are `2026-11-20`, times `09:00`. */
export interface BankPlan {
  readonly seed: string;
  /** The business day the demo bank is first seen on. */
  readonly startDate: string;
  readonly timeZone: string;
  readonly bankName: string;
  readonly orgUnits: readonly PlannedOrgUnit[];
  readonly branches: readonly PlannedBranch[];
  readonly serviceTypes: readonly PlannedServiceType[];
  readonly staff: readonly PlannedStaff[];
  readonly users: readonly PlannedUser[];
  readonly terminals: readonly PlannedTerminal[];
  readonly customers: readonly PlannedCustomer[];
}

export interface PlannedOrgUnit {
  readonly id: string;
  readonly parentId: string | null;
  readonly level: 'headOffice' | 'regionalBranch' | 'outlet';
  readonly code: string;
  readonly name: string;
  readonly path: string;
}

export interface Hours {
  readonly open: string;
  readonly close: string;
}

export interface PlannedZone {
  readonly id: string;
  readonly kind: ZoneKind;
  readonly name: string;
  readonly serviceCodes: readonly string[];
}

export type PlannedWindow = ServiceWindow;

/** When an outlet is busy: its kind of neighbourhood. */
export type Rhythm = 'normal' | 'noon' | 'weekend' | 'payday';

export interface PlannedMilestone {
  readonly id: string;
  readonly stage: BranchStage;
  readonly from: string;
  readonly note: string;
  readonly documentNo: string;
}

export interface PlannedBranch {
  readonly id: string;
  readonly orgUnitId: string;
  readonly code: string;
  readonly name: string;
  readonly path: string;
  readonly format: BranchFormat;
  readonly stage: BranchStage;
  readonly city: string;
  readonly address: string;
  readonly timeZone: string;
  readonly phone: string;
  readonly licenceNo: string;
  readonly areaSquareMetres: number;
  readonly latitude: number;
  readonly longitude: number;
  readonly openedOn: string;
  /** How it came to its stage, oldest first. */
  readonly milestones: readonly PlannedMilestone[];
  readonly weekdayHours: Hours;
  readonly weekendHours: Hours | null;
  readonly zones: readonly PlannedZone[];
  readonly windows: readonly PlannedWindow[];
  /** Visits on an ordinary working day. */
  readonly visitsPerDay: number;
  readonly rhythm: Rhythm;
  /** Share of each service among visits, by service code; sums to 1. */
  readonly serviceMix: Readonly<Record<string, number>>;
}

export interface PlannedServiceType {
  readonly id: string;
  readonly code: string;
  readonly name: { readonly zh: string; readonly en: string };
  readonly description: { readonly zh: string; readonly en: string };
  readonly prefix: string;
  readonly icon: string;
  readonly sort: number;
  readonly waitLimitMinutes: number;
  readonly standardMinutes: number;
  readonly dailyLimit: number | null;
  readonly hours: Hours | null;
  readonly elderFriendly: boolean;
  readonly line: BusinessLine;
}

export interface PlannedStaff {
  readonly id: string;
  readonly number: string;
  readonly name: string;
  readonly gender: Gender;
  readonly post: Post;
  readonly homeBranchId: string | null;
  readonly orgUnitId: string;
  /** Where they usually work, null for those without a window. */
  readonly usualWindowId: string | null;
}

export interface PlannedUser {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly staffId: string | null;
  readonly orgUnitId: string;
  readonly roles: readonly RoleCode[];
  /** Shown by `npm start` with the demo password; nobody else can sign in by one. */
  readonly printed: boolean;
}

export interface PlannedTerminal {
  readonly id: string;
  readonly branchId: string;
  readonly kind: TerminalKind;
  readonly name: string;
  readonly windowId: string | null;
}

export type SignedServiceCode =
  | 'mobileBanking'
  | 'smsNotice'
  | 'directDebit'
  | 'quickPay'
  | 'wealthAccount'
  | 'creditCard';

export interface PlannedProduct {
  readonly name: string;
  readonly maturesOn: string | null;
  readonly amountYuan: number;
}

export interface PlannedCustomer {
  readonly id: string;
  readonly name: string;
  /** null with `birthDate` and `idNumber`: a company. */
  readonly gender: Gender | null;
  readonly birthDate: string | null;
  readonly idNumber: string | null;
  readonly phone: string;
  readonly cards: readonly string[];
  readonly tier: CustomerTier;
  readonly disabled: boolean;
  readonly tags: readonly string[];
  /** Month-average assets. */
  readonly assetsYuan: number;
  readonly signedServices: readonly SignedServiceCode[];
  readonly products: readonly PlannedProduct[];
  readonly homeBranchId: string;
  readonly ownerStaffId: string | null;
  /** Opaque id at the face service; null = has not consented. */
  readonly faceId: string | null;
  /** Of the car they agreed to be recognised by; null = no car, or no consent. */
  readonly plate: string | null;
  readonly since: string;
}
