import type { Post, Rotation, Tenure } from '@huiting/contracts/staff';
import { tenureLimit, tenureState } from './staff.posts.domain.ts';

export interface RotationRecord extends Omit<Rotation, 'to'> {
  readonly orgUnitId: string;
  readonly orgPath: string;
  readonly destination: {
    readonly post: Post;
    readonly orgUnitId: string;
    readonly orgUnitName: string;
  } | null;
  readonly applicantId: string;
}

export type TenureRow = Omit<Tenure, 'limitOn' | 'state'> & { readonly told: 'near' | 'over' | null };

/** How long a holding may go on, and how near that is. */
export function tenureOf(row: TenureRow, today: string): Tenure {
  const { told: _told, ...tenure } = row;
  const limitOn = row.since === null ? null : tenureLimit(row.since, row.maxTenureMonths);
  return { ...tenure, limitOn, state: tenureState(limitOn, today) };
}

const urgency: readonly Tenure['state'][] = ['over', 'near', 'unknown', 'within'];

/** The most urgent first. */
export function byUrgency(a: Tenure, b: Tenure): number {
  return (
    urgency.indexOf(a.state) - urgency.indexOf(b.state) ||
    (a.limitOn ?? '9999').localeCompare(b.limitOn ?? '9999') ||
    a.number.localeCompare(b.number)
  );
}
