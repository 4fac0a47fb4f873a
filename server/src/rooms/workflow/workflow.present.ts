import type { Alert } from '@huiting/contracts/workflow';
import type { AlertRecord } from './workflow.domain.ts';

/** Titles and bodies come masked from the events that raised the alert. */
export function presentAlert(record: AlertRecord, branchName: string): Alert {
  const { dedupeKey: _key, audiencePermission: _audience, levelMinutes: _minutes, ...shown } = record;
  return { ...shown, branchName };
}
