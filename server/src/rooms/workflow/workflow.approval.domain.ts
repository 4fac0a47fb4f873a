import type { ErrorCode } from '@huiting/contracts';
import type { ApprovalStep, Condition, Fact, FactValue } from '@huiting/contracts/core/approval';
import type { OrgUnit } from '@huiting/contracts/organization';
import type { ApprovalDecision, ApprovalState, Verdict } from '@huiting/contracts/workflow';

export type Facts = Readonly<Record<string, FactValue>>;

/** An approval as it is kept; `stepIndex` null once it has ended. */
export interface ApprovalRecord {
  readonly id: string;
  readonly branchId: string;
  readonly kind: string;
  readonly definitionVersion: number;
  readonly steps: readonly ApprovalStep[];
  readonly subject: { readonly kind: string; readonly id: string; readonly version: number };
  readonly title: { readonly zh: string; readonly en: string };
  readonly facts: Facts;
  readonly orgUnitId: string;
  readonly orgPath: string;
  readonly unitName: string;
  readonly applicant: { readonly staffId: string; readonly name: string };
  /** Who else has a part in it and does not decide. */
  readonly barred: readonly string[];
  readonly requestedAt: number;
  readonly state: ApprovalState;
  readonly stepIndex: number | null;
  readonly stepSince: number | null;
  readonly dueAt: number | null;
  readonly late: boolean;
  readonly approverUnits: readonly string[];
  readonly endedAt: number | null;
}

/** Steps as an administrator published them. */
export interface DefinitionRecord {
  readonly kind: string;
  readonly version: number;
  readonly steps: readonly ApprovalStep[];
  readonly note: string;
  readonly publishedBy: string;
  readonly publishedAt: number;
}

/** A person who might decide: who they are, what they are, where they belong. */
export interface Person {
  readonly staffId: string;
  readonly name: string;
  readonly post: string;
  readonly unitId: string;
}

/** Where a verdict takes an approval. */
export type Course =
  | { readonly to: 'stay' }
  | { readonly to: 'step'; readonly index: number }
  | { readonly to: 'end'; readonly state: Exclude<ApprovalState, 'pending'> };

function holds(condition: Condition, facts: Facts): boolean {
  const fact = facts[condition.fact];
  switch (condition.is) {
    case 'equal':
      return fact === condition.value;
    case 'notEqual':
      return fact !== condition.value;
    case 'atLeast':
      return typeof fact === 'number' && typeof condition.value === 'number' && fact >= condition.value;
    case 'below':
      return typeof fact === 'number' && typeof condition.value === 'number' && fact < condition.value;
  }
}

/** The first step from an index on that the facts call for; the end when none is left. */
export function courseFrom(steps: readonly ApprovalStep[], facts: Facts, from: number): Course {
  const index = steps.findIndex(
    ({ when }, at) => at >= from && when.every((condition) => holds(condition, facts)),
  );
  return index === -1 ? { to: 'end', state: 'approved' } : { to: 'step', index };
}

const order = ['outlet', 'subBranch', 'regionalBranch', 'headOffice'] as const;

/** The units that may decide a step, the one of its level first, then those above; `line` runs from the subject's unit upwards. */
export function decidingUnits(step: ApprovalStep, line: readonly OrgUnit[]): OrgUnit[] {
  const lowest = order.indexOf(step.approver.level);
  return line.filter(({ level }) => order.indexOf(level) >= lowest);
}

/** Whoever may decide now: of the post, in one of the units, neither the applicant, nor somebody with a part in it, nor somebody who has decided already. */
export function approversAmong(
  approval: Pick<ApprovalRecord, 'applicant' | 'barred' | 'approverUnits'>,
  step: ApprovalStep,
  decisions: readonly Pick<ApprovalDecision, 'staffId'>[],
  people: readonly Person[],
): Person[] {
  return people.filter(
    ({ staffId, post, unitId }) =>
      post === step.approver.post &&
      approval.approverUnits.includes(unitId) &&
      staffId !== approval.applicant.staffId &&
      !approval.barred.includes(staffId) &&
      !decisions.some((decision) => decision.staffId === staffId),
  );
}

/**
 * How far up to look: the fewest units, from the step's own upwards, that have enough people to agree.
 * All of them when even those are too few; empty when there is nobody at all.
 */
export function unitsWithApprovers(
  units: readonly OrgUnit[],
  needed: number,
  candidates: readonly Pick<Person, 'unitId'>[],
): string[] {
  const taken: string[] = [];
  let found = 0;
  for (const { id } of units) {
    taken.push(id);
    found += candidates.filter(({ unitId }) => unitId === id).length;
    if (found >= needed) return taken;
  }
  return found === 0 ? [] : taken;
}

/**
 * One person's verdict at the step they saw. Maker, checker and authoriser are different people: nobody decides on
 * their own application, and nobody twice in one approval, at whatever step (OR-08).
 */
export function judge(
  approval: ApprovalRecord,
  decisions: readonly ApprovalDecision[],
  by: Person,
  said: { readonly stepKey: string; readonly verdict: Verdict },
): { readonly refused: ErrorCode } | { readonly course: Course } {
  if (approval.stepIndex === null) return { refused: 'workflow.approval_ended' };
  if (by.staffId === approval.applicant.staffId || approval.barred.includes(by.staffId))
    return { refused: 'workflow.approval_own' };
  if (decisions.some(({ staffId }) => staffId === by.staffId))
    return { refused: 'workflow.approval_same_person' };
  const step = approval.steps[approval.stepIndex]!;
  if (step.key !== said.stepKey) return { refused: 'workflow.approval_step_passed' };
  if (approversAmong(approval, step, decisions, [by]).length === 0)
    return { refused: 'workflow.approval_not_yours' };
  switch (said.verdict) {
    case 'reject':
      return { course: { to: 'end', state: 'rejected' } };
    case 'return':
      return { course: { to: 'end', state: 'returned' } };
    case 'approve': {
      const agreed = decisions.filter(({ stepKey }) => stepKey === step.key).length + 1;
      return {
        course:
          agreed < step.agreeing
            ? { to: 'stay' }
            : courseFrom(approval.steps, approval.facts, approval.stepIndex + 1),
      };
    }
  }
}

/** What each step is to somebody who looks at the whole way. */
export function stepStates(
  approval: ApprovalRecord,
  decisions: readonly ApprovalDecision[],
): ('done' | 'current' | 'ahead' | 'skipped')[] {
  return approval.steps.map(({ key, when }, index) => {
    if (index === approval.stepIndex) return 'current';
    if (decisions.some(({ stepKey }) => stepKey === key)) return 'done';
    const isCalledFor = when.every((condition) => holds(condition, approval.facts));
    return isCalledFor && approval.stepIndex !== null ? 'ahead' : 'skipped';
  });
}

export interface DefinitionProblem {
  readonly path: string;
  readonly problem: 'duplicateKey' | 'unknownFact' | 'wrongType';
}

/** What is wrong with steps somebody wants to publish; empty = nothing. */
export function definitionProblems(
  steps: readonly ApprovalStep[],
  facts: readonly Pick<Fact, 'key' | 'type'>[],
): DefinitionProblem[] {
  const problems: DefinitionProblem[] = [];
  for (const [at, step] of steps.entries()) {
    if (steps.findIndex(({ key }) => key === step.key) < at)
      problems.push({ path: `steps.${at}.key`, problem: 'duplicateKey' });
    for (const [index, condition] of step.when.entries()) {
      const path = `steps.${at}.when.${index}`;
      const fact = facts.find(({ key }) => key === condition.fact);
      if (fact === undefined) problems.push({ path, problem: 'unknownFact' });
      else if (!fits(condition, fact.type)) problems.push({ path, problem: 'wrongType' });
    }
  }
  return problems;
}

function fits({ is, value }: Condition, type: Fact['type']): boolean {
  if (type === 'words') return false;
  const isOrder = is === 'atLeast' || is === 'below';
  if (isOrder && type !== 'number') return false;
  return typeof value === (type === 'text' ? 'string' : type);
}
