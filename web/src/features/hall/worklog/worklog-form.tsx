import { WorklogPart, type WorklogFigures, type WorklogNotes } from '@huiting/contracts/hall';
import type { ReactNode } from 'react';
import { useText } from '../../../lib/i18n.ts';
import { TextAreaField } from '../../../ui/field.tsx';
import { PartFigures } from './part-figures.tsx';
import styles from './worklog.module.css';
import { worklogText } from './worklog.text.ts';

interface WorklogFormProps {
  readonly figures: WorklogFigures;
  readonly notes: WorklogNotes;
  readonly onChange: (notes: WorklogNotes) => void;
  readonly missingSummary: boolean;
  /** What else belongs to a part: rounds, incidents. */
  readonly extra: (part: WorklogPart) => ReactNode;
}

/** The six parts of a day: the figures stand there already, the words are added by hand. */
export function WorklogForm({ figures, notes, onChange, missingSummary, extra }: WorklogFormProps) {
  const t = useText(worklogText);
  return (
    <div className={styles.grid}>
      {WorklogPart.options.map((part) => (
        <section key={part} className={styles.card}>
          <h3>{t(`part.${part}`)}</h3>
          <PartFigures part={part} figures={figures} />
          {extra(part)}
          <TextAreaField
            label={t('noteOf', { part: t(`part.${part}`) })}
            hint={t(part === 'summary' ? 'summaryHint' : 'noteHint')}
            error={part === 'summary' && missingSummary ? t('needSummary') : null}
            rows={2}
            maxLength={500}
            value={notes[part]}
            onChange={(event) => onChange({ ...notes, [part]: event.target.value })}
          />
        </section>
      ))}
    </div>
  );
}
