import type { WorklogFigures, WorklogPart } from '@huiting/contracts/hall';
import { useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
import styles from './worklog.module.css';
import { worklogText } from './worklog.text.ts';

/** Which figures belong to which part of the day. */
const figuresOf: Record<WorklogPart, readonly (keyof WorklogFigures)[]> = {
  service: ['visits', 'tickets', 'elder', 'booked', 'abandoned', 'averageWaitSeconds', 'received', 'walkIns'],
  business: ['served', 'diverted', 'divertedDone', 'declined', 'notMovable'],
  environment: ['patrols', 'findings'],
  marketing: ['known', 'arrivals'],
  incidents: [
    'rated',
    'good',
    'bad',
    'badClosed',
    'assistCalls',
    'assistEscalated',
    'callUps',
    'alerts',
    'incidents',
  ],
  summary: [],
};

/** What the day counted of one part. */
export function PartFigures({
  part,
  figures,
}: {
  readonly part: WorklogPart;
  readonly figures: WorklogFigures;
}) {
  const t = useText(worklogText);
  const format = useFormat();
  if (figuresOf[part].length === 0) return null;
  return (
    <dl className={styles.figures}>
      {figuresOf[part].map((key) => (
        <div key={key}>
          <dt>{t(`figure.${key}`)}</dt>
          <dd className="num">
            {key === 'averageWaitSeconds'
              ? format.wait(figures[key] === null ? null : figures[key] * 1000)
              : format.integer(figures[key])}
          </dd>
        </div>
      ))}
    </dl>
  );
}
