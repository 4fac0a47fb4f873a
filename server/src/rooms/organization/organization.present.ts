import type { BranchRecord } from '@huiting/contracts/organization';
import { dayAt } from './organization.calendar.domain.ts';
import type { BranchInfo, BranchSummary } from './organization.domain.ts';

export function presentSummary(branch: BranchInfo): BranchSummary {
  const { id, orgUnitId, code, name, path, format, stage, city, address, timeZone, windowCount } = branch;
  return { id, orgUnitId, code, name, path, format, stage, city, address, timeZone, windowCount };
}

export function presentRecord(branch: BranchInfo, now: number): BranchRecord {
  const { bankName, licenceNo, phone, areaSquareMetres, latitude, longitude } = branch;
  const { weekdayHours, weekendHours, zones, windows, version } = branch;
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
    today: dayAt(branch, now),
    zones,
    windows,
    version,
  };
}

/** What stands on the door. */
export function presentOpenBranch(branch: BranchInfo, now: number) {
  const { id, name, city, address, format } = branch;
  return { id, name, city, address, format, today: dayAt(branch, now) };
}
