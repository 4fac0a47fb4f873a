import type { ApprovalKind, FactValue } from '@huiting/contracts/core/approval';
import type {
  Approval,
  ApprovalDecision,
  ApprovalDefinition,
  ApprovalSummary,
} from '@huiting/contracts/workflow';
import { approversAmong, stepStates } from './workflow.approval.domain.ts';
import type { ApprovalRecord, DefinitionRecord, Person } from './workflow.approval.domain.ts';

const nameOf = (kinds: readonly ApprovalKind[], kind: string) =>
  kinds.find((one) => one.kind === kind)?.name ?? { zh: kind, en: kind };

export function presentSummary(a: ApprovalRecord, kinds: readonly ApprovalKind[]): ApprovalSummary {
  const step = a.stepIndex === null ? null : a.steps[a.stepIndex]!;
  return {
    id: a.id,
    branchId: a.branchId,
    kind: a.kind,
    kindName: nameOf(kinds, a.kind),
    title: a.title,
    subject: a.subject,
    unitName: a.unitName,
    applicant: a.applicant,
    requestedAt: a.requestedAt,
    state: a.state,
    step:
      step === null
        ? null
        : {
            key: step.key,
            name: step.name,
            since: a.stepSince!,
            dueAt: a.dueAt,
            late: a.late,
            hasApprovers: a.approverUnits.length > 0,
          },
    endedAt: a.endedAt,
  };
}

export function presentApproval(
  a: ApprovalRecord,
  around: {
    readonly decisions: readonly ApprovalDecision[];
    readonly approvers: readonly Person[];
    /** Who looks; null = nobody of the register. */
    readonly by: Person | null;
    readonly kinds: readonly ApprovalKind[];
  },
): Approval {
  const { decisions, approvers, by, kinds } = around;
  const states = stepStates(a, decisions);
  const facts = kinds.find(({ kind }) => kind === a.kind)?.facts ?? [];
  return {
    ...presentSummary(a, kinds),
    definitionVersion: a.definitionVersion,
    steps: a.steps.map((step, at) => ({ ...step, state: states[at]! })),
    facts: facts
      .filter(({ key }) => a.facts[key] !== undefined)
      .map(({ key, name, choices }) => {
        const value = a.facts[key]!;
        return {
          key,
          name,
          value,
          shown: choices?.find((choice) => choice.value === value)?.name ?? inWords(value),
        };
      }),
    decisions: [...decisions],
    approvers: approvers.map(({ staffId, name }) => ({ staffId, name })),
    mayDecide:
      by !== null &&
      a.stepIndex !== null &&
      approversAmong(a, a.steps[a.stepIndex]!, decisions, [by]).length > 0,
    mayWithdraw: by !== null && a.stepIndex !== null && a.applicant.staffId === by.staffId,
  };
}

function inWords(value: FactValue): { zh: string; en: string } {
  if (typeof value === 'object') return value;
  if (typeof value === 'boolean') return value ? { zh: '是', en: 'Yes' } : { zh: '否', en: 'No' };
  return { zh: String(value), en: String(value) };
}

/** `row` null = the steps as shipped. */
export function presentDefinition(
  kind: ApprovalKind,
  row: DefinitionRecord | null,
  running: readonly { kind: string; version: number; running: number }[],
): ApprovalDefinition {
  const version = row?.version ?? 0;
  return {
    kind: kind.kind,
    name: kind.name,
    facts: kind.facts.map(({ choices = [], ...fact }) => ({ ...fact, choices: [...choices] })),
    version,
    steps: [...(row?.steps ?? kind.steps)],
    note: row?.note ?? '',
    publishedBy: row?.publishedBy ?? null,
    publishedAt: row?.publishedAt ?? null,
    running: running.find((one) => one.kind === kind.kind && one.version === version)?.running ?? 0,
  };
}
