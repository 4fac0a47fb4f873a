import type {
  Incident as IncidentDto,
  PatrolRound as PatrolDto,
  Worklog as WorklogDto,
  WorklogFigures,
  WorklogNotes,
} from '@huiting/contracts/hall';

/** A lobby manager's log as it is kept: figures are null until it is submitted. Instants are ms of business time. */
export type Worklog = Omit<WorklogDto, 'figures' | 'review'> & {
  readonly figures: WorklogFigures | null;
  readonly review: {
    readonly staffId: string;
    readonly name: string;
    readonly at: number;
    readonly words: string;
  } | null;
};
export type Patrol = PatrolDto & { readonly staffId: string };
export type Incident = IncidentDto & { readonly staffId: string };

type Refusal =
  | 'hall.worklog_wrong_state'
  | 'hall.worklog_own'
  | 'hall.worklog_empty'
  | 'hall.worklog_not_found'
  | 'platform.conflict';
export type WorklogDecision =
  | { readonly refusal: Refusal }
  | { readonly refusal: null; readonly next: Worklog };

const isOpen = ({ state }: Worklog): boolean => state === 'draft' || state === 'returned';
const change = (log: Worklog, to: Partial<Worklog>): WorklogDecision => ({
  refusal: null,
  next: { ...log, ...to, version: log.version + 1 },
});

/** Notes may change until the log is handed in; whoever read an older version is told so. */
export function writeNotes(log: Worklog, notes: WorklogNotes, version: number): WorklogDecision {
  if (!isOpen(log)) return { refusal: 'hall.worklog_wrong_state' };
  return log.version === version ? change(log, { notes }) : { refusal: 'platform.conflict' };
}

/** Handed in by its author, with the figures of that moment; a day without a word of summary is no log. */
export function submit(log: Worklog, staffId: string, figures: WorklogFigures, now: number): WorklogDecision {
  if (log.staffId !== staffId) return { refusal: 'hall.worklog_not_found' };
  if (!isOpen(log)) return { refusal: 'hall.worklog_wrong_state' };
  if (log.notes.summary === '') return { refusal: 'hall.worklog_empty' };
  return change(log, { state: 'submitted', figures, submittedAt: now });
}

/** Archived for good, or returned to be completed; never by its author. */
export function review(
  log: Worklog,
  reviewer: { readonly id: string; readonly name: string },
  decision: 'archive' | 'return',
  words: string,
  now: number,
): WorklogDecision {
  if (log.state !== 'submitted') return { refusal: 'hall.worklog_wrong_state' };
  if (log.staffId === reviewer.id) return { refusal: 'hall.worklog_own' };
  return change(log, {
    state: decision === 'archive' ? 'archived' : 'returned',
    review: { staffId: reviewer.id, name: reviewer.name, at: now, words },
  });
}
