import type { SurveyAnswers, SurveyQuestion } from '@huiting/contracts/feedback';
import { useId } from 'react';
import { useNamed, useText } from '../../../lib/i18n.ts';
import { TextAreaField } from '../../../ui/field.tsx';
import { Icon } from '../../../ui/icons/icon.tsx';
import { surveyText } from './survey.text.ts';
import styles from './survey.module.css';

type Answer = SurveyAnswers[string];
interface SurveyFieldProps {
  readonly number: number;
  readonly question: SurveyQuestion;
  readonly answer: Answer | undefined;
  readonly error: string | null;
  readonly onAnswer: (answer: Answer) => void;
}

/** One question with its choices; choices are rows as wide as the phone. */
export function SurveyField({ number, question, answer, error, onAnswer }: SurveyFieldProps) {
  const t = useText(surveyText);
  const named = useNamed();
  const title = useId();
  const { kind, required, options, scale } = question;
  const chosen = Array.isArray(answer) ? answer : [];
  const pick = (id: string) =>
    onAnswer(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]);
  return (
    <fieldset className={styles.field} aria-labelledby={title} data-error={error ? true : undefined}>
      <h2 id={title}>
        <span className="num">{number}.</span> {named(question.title)}
        {required && <em>{t('required')}</em>}
        {kind === 'multiple' && <em>{t('chooseMany')}</em>}
      </h2>
      {error && (
        <p className={styles.error} role="alert">
          <Icon name="exclaimSolid" />
          {error}
        </p>
      )}
      {(kind === 'single' || kind === 'multiple') &&
        options.map(({ id, label }) => (
          <label key={id} className={styles.option}>
            <input
              type={kind === 'single' ? 'radio' : 'checkbox'}
              name={question.id}
              checked={kind === 'single' ? answer === id : chosen.includes(id)}
              onChange={() => (kind === 'single' ? onAnswer(id) : pick(id))}
            />
            <span>{named(label)}</span>
          </label>
        ))}
      {kind === 'scale' && scale && (
        <div className={styles.scale}>
          <div className={styles.points} data-many={scale.points > 5 || undefined}>
            {Array.from({ length: scale.points }, (_, at) => at + 1).map((point) => (
              <label key={point}>
                <input
                  type="radio"
                  name={question.id}
                  aria-label={
                    point === 1
                      ? `1 ${named(scale.low)}`
                      : point === scale.points
                        ? `${point} ${named(scale.high)}`
                        : String(point)
                  }
                  checked={answer === point}
                  onChange={() => onAnswer(point)}
                />
                <span className="num">{point}</span>
              </label>
            ))}
          </div>
          <div className={styles.ends} aria-hidden>
            <span>{named(scale.low)}</span>
            <span>{named(scale.high)}</span>
          </div>
        </div>
      )}
      {kind === 'text' && (
        <TextAreaField
          label={t('words')}
          rows={3}
          maxLength={500}
          value={typeof answer === 'string' ? answer : ''}
          onChange={(event) => onAnswer(event.target.value)}
        />
      )}
    </fieldset>
  );
}
