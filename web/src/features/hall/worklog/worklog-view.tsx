import { WorklogPart, type Worklog } from '@huiting/contracts/hall';
import { useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
import { Tag, type TagKind } from '../../../ui/tag.tsx';
import { PartFigures } from './part-figures.tsx';
import styles from './worklog.module.css';
import { worklogText } from './worklog.text.ts';

const kinds: Record<Worklog['state'], TagKind> = {
  draft: 'plain',
  submitted: 'info',
  returned: 'warn',
  archived: 'ok',
};

export function WorklogTag({ state }: { readonly state: Worklog['state'] }) {
  const t = useText(worklogText);
  return <Tag kind={kinds[state]}>{t(`state.${state}`)}</Tag>;
}

/** A log to read: six parts with their figures and words, and what became of it. */
export function WorklogView({ worklog }: { readonly worklog: Worklog }) {
  const t = useText(worklogText);
  return (
    <div className={styles.parts}>
      <ReviewLine worklog={worklog} />
      {WorklogPart.options.map((part) => (
        <section key={part} className={styles.part}>
          <h3>{t(`part.${part}`)}</h3>
          <PartFigures part={part} figures={worklog.figures} />
          {worklog.notes[part] && <p className={styles.words}>{worklog.notes[part]}</p>}
        </section>
      ))}
    </div>
  );
}

/** Who gave it back, or archived it. */
export function ReviewLine({ worklog }: { readonly worklog: Worklog }) {
  const t = useText(worklogText);
  const format = useFormat();
  const { review, state } = worklog;
  if (review === null || state === 'draft') return null;
  return (
    <p className={styles.review} data-state={state}>
      {state === 'archived'
        ? [t('archivedBy', { name: review.name, time: format.stamp(review.at) }), review.words]
            .filter(Boolean)
            .join(' · ')
        : t('returnedBy', { name: review.name, words: review.words })}
    </p>
  );
}
