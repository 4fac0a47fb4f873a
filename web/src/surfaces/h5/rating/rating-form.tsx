import { RatingReason, type RatingRequest } from '@huiting/contracts/feedback';
import { useState } from 'react';
import { useFormat } from '../../../lib/format-context.tsx';
import { useNamed, useText } from '../../../lib/i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { ChoiceChips, TextAreaField } from '../../../ui/field.tsx';
import { Face, type FaceLevel } from '../../../ui/faces.tsx';
import { Icon } from '../../../ui/icons/icon.tsx';
import styles from './rating-form.module.css';
import { ratingText } from './rating.text.ts';

type Reason = RatingRequest['reasons'][number];
export interface Rating {
  readonly level: FaceLevel;
  readonly reasons: readonly Reason[];
  readonly comment: string | null;
}
/** Up to this level the customer is asked why. */
const askWhyUpTo = 3;
const levels: readonly FaceLevel[] = [5, 4, 3, 2, 1];

interface RatingFormProps {
  readonly request: RatingRequest;
  readonly busy: boolean;
  readonly onSend: (rating: Rating) => void;
}

/** Five equal faces, none chosen before; reasons for the lower three; words if one likes. */
export function RatingForm({ request, busy, onSend }: RatingFormProps) {
  const t = useText(ratingText);
  const named = useNamed();
  const format = useFormat();
  const [level, setLevel] = useState<FaceLevel | null>(null);
  const [reasons, setReasons] = useState<readonly Reason[]>([]);
  const [comment, setComment] = useState('');
  const asksWhy = level !== null && level <= askWhyUpTo;
  return (
    <div className={styles.form}>
      <header>
        <h2>{t('question')}</h2>
        <p>
          {t('teller', {
            name: request.staffName,
            number: request.staffNumber,
            window: format.windowName(request.windowLabel),
          })}
        </p>
        <p>
          {t('served', {
            services: request.serviceNames.map(named).join(format.locale === 'en' ? ', ' : '、'),
            time: format.wait(request.serviceSeconds * 1000),
          })}
        </p>
      </header>
      {request.state === 'timedOut' && (
        <p className={styles.late}>
          <Icon name="infoSolid" />
          {t('deskTimedOut')}
        </p>
      )}
      <div className={styles.faces} role="radiogroup" aria-label={t('faces')}>
        {levels.map((one) => (
          <button
            key={one}
            type="button"
            role="radio"
            aria-checked={one === level}
            className={styles.face}
            data-dim={(level !== null && one !== level) || undefined}
            onClick={() => setLevel(one)}
          >
            <Face level={one} size="calc(var(--fs) * 2.9)" />
            <span>{t(`level${one}`)}</span>
          </button>
        ))}
      </div>
      {asksWhy && (
        <div className={styles.why}>
          <h3>{t('why')}</h3>
          <ChoiceChips<Reason>
            label={t('why')}
            options={RatingReason.options.map((value) => ({ value, label: t(`reason.${value}`) }))}
            chosen={reasons}
            onChange={setReasons}
          />
        </div>
      )}
      {level !== null && (
        <>
          <TextAreaField
            label={t('comment')}
            placeholder={t('commentPlaceholder')}
            rows={2}
            maxLength={200}
            value={comment}
            onChange={(event) => setComment(event.target.value)}
          />
          <Button
            kind="primary"
            size="action"
            block
            busy={busy}
            onClick={() =>
              onSend({ level, reasons: asksWhy ? reasons : [], comment: comment.trim() || null })
            }
          >
            {t('submit')}
          </Button>
        </>
      )}
    </div>
  );
}
