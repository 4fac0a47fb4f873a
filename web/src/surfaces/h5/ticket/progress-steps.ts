import type { Progress, TicketState } from '@huiting/contracts/queue';
import type { Format } from '../../../lib/format.ts';
import type { Translate } from '../../../lib/i18n.ts';
import type { Step } from '../../../ui/steps.tsx';
import type { ticketText } from './ticket.text.ts';

const names = ['taken', 'waiting', 'called', 'serving', 'rating'] as const;

/** Which of the five steps a ticket stands at; null = it left the way. */
export function stepAt(state: TicketState): number | null {
  switch (state) {
    case 'absent':
    case 'waiting':
    case 'parked':
    case 'skipped':
      return 1;
    case 'called':
      return 2;
    case 'serving':
      return 3;
    case 'completed':
      return 4;
    case 'abandoned':
    case 'cancelled':
      return null;
  }
}

export function stepsOf(
  progress: Progress,
  t: Translate<(typeof ticketText)['zh-CN']>,
  format: Format,
): readonly Step[] {
  const at = stepAt(progress.state) ?? 0;
  const notes: Record<(typeof names)[number], string> = {
    taken: format.clock(progress.issuedAt),
    waiting:
      progress.state === 'skipped'
        ? t('note.skipped')
        : progress.state === 'parked'
          ? t('note.parked')
          : progress.state === 'absent'
            ? t('note.absent')
            : progress.state === 'waiting'
              ? progress.ahead === 0
                ? t('note.next')
                : t('note.ahead', { count: progress.ahead })
              : ' ',
    called: progress.calledAt === null ? t('note.willTell') : format.clock(progress.calledAt),
    // A range of windows is not broken after its dash.
    serving: format
      .windowNames(
        progress.windowLabel === null ? numberedFirst(progress.windowLabels) : [progress.windowLabel],
      )
      .replaceAll('–', '\u2060–\u2060'),
    rating: t('note.before'),
  };
  return names.map((name, index) => ({
    title: t(`step.${name}`),
    note: notes[name],
    state: index < at ? 'done' : index === at ? 'now' : 'later',
  }));
}

/** A step has room for `1–6 号窗` only: rooms with names are told where there is more of it. */
function numberedFirst(labels: readonly string[]): readonly string[] {
  const numbered = labels.filter((label) => /^\d+$/.test(label));
  return numbered.length > 0 ? numbered : labels.slice(0, 1);
}
