import type { ErrorCode } from '@huiting/contracts';
import { certificateNames } from '@huiting/contracts/staff';
import type { CertificateKind, PostExclusion, PostProblem } from '@huiting/contracts/staff';
import { certificateState } from './staff.domain.ts';

/** A post as the rules see it. */
export interface PostRule {
  readonly code: string;
  readonly kind: 'main' | 'duty';
  readonly name: { readonly zh: string; readonly en: string };
  readonly requires: readonly CertificateKind[];
  readonly isKey: boolean;
  /** Null = may be held for ever. */
  readonly maxTenureMonths: number | null;
  readonly isRetired: boolean;
}

export interface Dictionary {
  readonly posts: ReadonlyMap<string, PostRule>;
  readonly exclusions: readonly PostExclusion[];
}

/** Held from `since` (null = always) to the day before `until` (null = until further notice). */
export interface Held {
  readonly post: string;
  readonly since: string | null;
  readonly until: string | null;
}

export interface Wanted {
  readonly post: string;
  readonly from: string;
  readonly until: string | null;
}

/** Whether both are held on some day. A holding that ended on the day it began was never held. */
export function overlaps(held: Held, wanted: Wanted): boolean {
  const isNever = held.until !== null && held.since !== null && held.until <= held.since;
  return (
    !isNever &&
    (held.until === null || held.until > wanted.from) &&
    (wanted.until === null || held.since === null || held.since < wanted.until)
  );
}

function excluding(dictionary: Dictionary, post: string, other: string): PostExclusion | null {
  return (
    dictionary.exclusions.find(
      (one) => (one.post === post && one.other === other) || (one.post === other && one.other === post),
    ) ?? null
  );
}

/**
 * What speaks against a person holding a post: the one gate of every road (hire, transfer, duty, substitute, rotation).
 * `held`: what they will hold besides at that time.
 */
export function postProblems(
  dictionary: Dictionary,
  person: {
    readonly held: readonly Held[];
    readonly certificates: readonly { readonly kind: CertificateKind; readonly expiresOn: string | null }[];
  },
  wanted: Wanted,
): PostProblem[] {
  const rule = dictionary.posts.get(wanted.post);
  if (rule === undefined) return [];
  const incompatible = [
    ...new Set(person.held.filter((one) => overlaps(one, wanted)).map(({ post }) => post)),
  ].flatMap((other): PostProblem[] => {
    const exclusion = excluding(dictionary, wanted.post, other);
    if (exclusion === null) return [];
    return [
      {
        rule: 'incompatible',
        post: wanted.post,
        other,
        words: exclusion.rule,
        expiresOn: null,
        blocks: true,
      },
    ];
  });
  const certificates = rule.requires.flatMap((kind): PostProblem[] => {
    const own = person.certificates.filter((one) => one.kind === kind);
    const words = certificateNames[kind];
    if (own.length === 0)
      return [
        { rule: 'certificateMissing', post: wanted.post, other: kind, words, expiresOn: null, blocks: true },
      ];
    // Of several the one that holds longest counts.
    const last = own.reduce((best, one) =>
      best.expiresOn === null || (one.expiresOn !== null && one.expiresOn <= best.expiresOn) ? best : one,
    );
    switch (certificateState(last.expiresOn, wanted.from)) {
      case 'expired':
        return [
          {
            rule: 'certificateExpired',
            post: wanted.post,
            other: kind,
            words,
            expiresOn: last.expiresOn,
            blocks: true,
          },
        ];
      case 'expiring':
        return [
          {
            rule: 'certificateExpiring',
            post: wanted.post,
            other: kind,
            words,
            expiresOn: last.expiresOn,
            blocks: false,
          },
        ];
      default:
        return [];
    }
  });
  return [...incompatible, ...certificates];
}

/** The refusal that the first blocking problem is; null = it may be. */
export function refusalOf(
  problems: readonly PostProblem[],
): { code: ErrorCode; problem: PostProblem } | null {
  const problem = problems.find(({ blocks }) => blocks);
  if (problem === undefined) return null;
  const codes = {
    incompatible: 'staff.posts_incompatible',
    certificateMissing: 'staff.certificate_missing',
    certificateExpired: 'staff.certificate_expired',
    certificateExpiring: 'staff.certificate_expired',
  } as const;
  return { code: codes[problem.rule], problem };
}

/** The day a tenure reaches its limit: the same day of the month, or the last of a shorter month. */
export function tenureLimit(since: string, months: number): string {
  const [year, month, day] = since.split('-').map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, last))).toISOString().slice(0, 10);
}

export type TenureState = 'unknown' | 'within' | 'near' | 'over';
/** Days before the limit at which a rotation should be planned. */
const tenureNoticeDays = 90;

export function tenureState(limit: string | null, today: string): TenureState {
  if (limit === null) return 'unknown';
  if (limit <= today) return 'over';
  return Date.parse(limit) - Date.parse(today) <= tenureNoticeDays * 86_400_000 ? 'near' : 'within';
}
