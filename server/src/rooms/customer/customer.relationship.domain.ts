import type {
  ContactPlan,
  Handover,
  PlanState,
  Relationship,
} from '@huiting/contracts/customer/relationships';

/** A relationship without the customer's card and the owner's name: those are read where they live. */
export type RelationshipRow = Omit<Relationship, 'customer' | 'ownerName' | 'planState'> & {
  readonly customerId: string;
};

/** A hand-over as its row: the branch at the other end by id. */
export type KeptHandover = Omit<Handover, 'otherBranch'> & {
  /** Set at the branch that takes over. */
  readonly fromBranchId: string | null;
  /** Set at the branch that gives, when another takes over. */
  readonly toBranchId: string | null;
};

export function planStateOn(plan: Pick<ContactPlan, 'on'> | null, today: string): PlanState {
  if (plan === null) return 'none';
  if (plan.on === today) return 'today';
  return plan.on < today ? 'overdue' : 'ahead';
}

/** Last page. */
export const noPlace = null;
/** Day that stands for no plan: behind every other. */
const noDay = '9999-12-31';

/** A place in the list ordered by planned day and customer: what a page's cursor says. */
export function placeAfter({ plan, customerId }: Pick<RelationshipRow, 'plan' | 'customerId'>): string {
  return `${plan?.on ?? noDay}_${customerId}`;
}

const place = /^(\d{4}-\d{2}-\d{2})_([0-9a-f-]{36})$/;

/** Null for the beginning; a cursor nobody gave out begins anew. */
export function readPlace(cursor: string | undefined): { on: string; customerId: string } | null {
  const match = place.exec(cursor ?? '');
  if (match === null || Number.isNaN(Date.parse(match[1]!))) return null;
  return { on: match[1]!, customerId: match[2]! };
}
