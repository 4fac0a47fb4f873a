import type { BranchApplication, BranchRecord, CalendarDay } from '@huiting/contracts/organization';
import type { Application } from './organization.application.domain.ts';
import { dayAt, dayOf } from './organization.calendar.domain.ts';
import type { BranchInfo, BranchSummary } from './organization.domain.ts';

export function presentSummary(branch: BranchInfo): BranchSummary {
  const { id, orgUnitId, code, name, path, format, stage, city, address, timeZone, windowCount } = branch;
  const { version, calendarVersion } = branch;
  return {
    id,
    orgUnitId,
    code,
    name,
    path,
    format,
    stage,
    city,
    address,
    timeZone,
    windowCount,
    version,
    calendarVersion,
  };
}

export function presentRecord(branch: BranchInfo, now: number): BranchRecord {
  const { bankName, licenceNo, phone, areaSquareMetres, latitude, longitude } = branch;
  const { weekdayHours, weekendHours, holidayHours, noonBreak, zones, windows } = branch;
  const { corporateWeekdayHours, corporateWeekendHours, corporateHolidayHours } = branch;
  return {
    ...presentSummary(branch),
    bankName,
    licenceNo,
    phone,
    areaSquareMetres,
    latitude,
    longitude,
    weekdayHours,
    weekendHours,
    holidayHours,
    noonBreak,
    corporateWeekdayHours,
    corporateWeekendHours,
    corporateHolidayHours,
    today: dayAt(branch, now),
    zones,
    windows,
  };
}

/** A day with what the branch itself has said about it. */
export function presentDay(branch: BranchInfo, date: string): CalendarDay {
  const override = branch.overrides.find((one) => one.date === date) ?? null;
  return { ...dayOf(branch, date), override };
}

/** What stands on the door. */
export function presentOpenBranch(branch: BranchInfo, now: number) {
  const { id, name, city, address, format } = branch;
  return { id, name, city, address, format, today: dayAt(branch, now) };
}

export function presentApplication(application: Application): BranchApplication {
  const { id, kind, subject, keptAt, changes, effectiveOn, reason, state, applicant } = application;
  const { requestedAt, endedAt, approvalId } = application;
  return {
    id,
    kind,
    branchId: subject.branchId,
    branchName: subject.name,
    keptAt,
    changes: [...changes],
    effectiveOn,
    reason,
    state,
    applicantName: applicant.name,
    requestedAt,
    endedAt,
    approvalId,
  };
}
