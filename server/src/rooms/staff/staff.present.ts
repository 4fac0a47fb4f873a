import type {
  Appraisal,
  Certificate,
  MandatoryLeave,
  PostHolding,
  Rotation,
  StaffChange,
  StaffRecord,
  StaffRow,
} from '@huiting/contracts/staff';
import type { AppraisalRecord } from './staff.appraisal.domain.ts';
import type { ChangeRecord } from './staff.change.domain.ts';
import { certificateState } from './staff.domain.ts';
import type { CertificateRecord, StaffFile } from './staff.domain.ts';
import type { LeaveRecord } from './staff.leave.domain.ts';
import type { RotationRecord } from './staff.rotation.domain.ts';

export function presentRow(file: StaffFile, today: string): StaffRow {
  const { id, number, name, post, homeBranchId, orgUnitId, username } = file;
  const { orgUnitName, grade, enteredOn, leftOn, nextExpiry } = file;
  return {
    id,
    number,
    name,
    post,
    homeBranchId,
    orgUnitId,
    username,
    orgUnitName,
    grade,
    enteredOn,
    leftOn,
    certificates: file.certificateCount === 0 ? 'none' : certificateState(nextExpiry, today),
    nextExpiry,
  };
}

export interface RecordParts {
  readonly file: StaffFile;
  readonly today: string;
  readonly certificates: readonly CertificateRecord[];
  readonly holdings: readonly PostHolding[];
  readonly grades: StaffRecord['grades'];
}

export function presentRecord({ file, today, certificates, holdings, grades }: RecordParts): StaffRecord {
  return {
    ...presentRow(file, today),
    version: file.version,
    education: file.education,
    maskedPhone: file.maskedPhone,
    maskedEmail: file.maskedEmail,
    certificateList: certificates.map(({ id: _id, ...one }): Certificate => ({
      ...one,
      state: certificateState(one.expiresOn, today),
    })),
    holdings: [...holdings],
    grades: [...grades],
  };
}

export function presentChange(change: ChangeRecord): StaffChange {
  const { id, kind, staffId, staffName, keptAt, from, to, effectiveOn, reason, state } = change;
  const { applicantName, requestedAt, endedAt, approvalId } = change;
  return {
    id,
    kind,
    staffId,
    staffName,
    keptAt,
    from,
    to,
    effectiveOn,
    reason,
    state,
    applicantName,
    requestedAt,
    endedAt,
    approvalId,
  };
}

export function presentRotation(rotation: RotationRecord): Rotation {
  const { orgUnitId: _unit, orgPath: _path, destination, applicantId: _applicant, ...shown } = rotation;
  return {
    ...shown,
    to: destination === null ? null : { post: destination.post, orgUnitName: destination.orgUnitName },
  };
}

export function presentLeave(leave: LeaveRecord): MandatoryLeave {
  const { home: _home, path: _path, orgUnitId: _unit, userId: _user, postCodes: _codes, ...shown } = leave;
  return shown;
}

export function presentAppraisal({ orgUnitId: _unit, orgPath: _path, ...shown }: AppraisalRecord): Appraisal {
  return shown;
}
