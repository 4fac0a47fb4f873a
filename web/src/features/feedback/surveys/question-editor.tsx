import { SurveyQuestion } from '@huiting/contracts/feedback';
import { useText } from '../../../lib/i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { SelectField, TextField } from '../../../ui/field.tsx';
import { asKind, withOption } from './surveys.draft.domain.ts';
import { surveysText } from './surveys.text.ts';
import styles from './surveys.module.css';

interface QuestionEditorProps {
  readonly number: number;
  readonly last: boolean;
  readonly question: SurveyQuestion;
  readonly onChange: (question: SurveyQuestion | null) => void;
  readonly onMove: (by: -1 | 1) => void;
}

/** One question: its words in both languages, its kind and what the kind needs. */
export function QuestionEditor({ number, last, question, onChange, onMove }: QuestionEditorProps) {
  const t = useText(surveysText);
  const { kind, title, options, scale } = question;
  const n = number;
  return (
    <fieldset className={styles.question}>
      <legend>{t('question', { n })}</legend>
      <div className={styles.acts}>
        <Button
          kind="quiet"
          size="small"
          icon="chevronUp"
          disabled={n === 1}
          aria-label={t('up', { n })}
          onClick={() => onMove(-1)}
        />
        <Button
          kind="quiet"
          size="small"
          icon="chevronDown"
          disabled={last}
          aria-label={t('down', { n })}
          onClick={() => onMove(1)}
        />
        <Button
          kind="quiet"
          size="small"
          icon="trash"
          aria-label={t('remove', { n })}
          onClick={() => onChange(null)}
        />
      </div>
      <div className={styles.pair}>
        <TextField
          label={t('titleZh')}
          maxLength={120}
          value={title.zh}
          onChange={(event) => onChange({ ...question, title: { ...title, zh: event.target.value } })}
        />
        <TextField
          label={t('titleEn')}
          maxLength={120}
          value={title.en}
          onChange={(event) => onChange({ ...question, title: { ...title, en: event.target.value } })}
        />
      </div>
      <div className={styles.pair}>
        <SelectField
          label={t('kind')}
          value={kind}
          onChange={(event) => onChange(asKind(question, event.target.value as SurveyQuestion['kind']))}
        >
          {SurveyQuestion.shape.kind.options.map((value) => (
            <option key={value} value={value}>
              {t(`kind.${value}`)}
            </option>
          ))}
        </SelectField>
        <label className={styles.check}>
          <input
            type="checkbox"
            checked={question.required}
            onChange={(event) => onChange({ ...question, required: event.target.checked })}
          />
          {t('required')}
        </label>
      </div>
      {options.map((option, at) => {
        const set = (label: typeof option.label) =>
          onChange({
            ...question,
            options: options.map((one) => (one.id === option.id ? { ...one, label } : one)),
          });
        return (
          <div key={option.id} className={styles.option}>
            <TextField
              label={t('option', { n: at + 1 })}
              maxLength={60}
              value={option.label.zh}
              onChange={(event) => set({ ...option.label, zh: event.target.value })}
            />
            <TextField
              label={t('optionEn', { n: at + 1 })}
              maxLength={60}
              value={option.label.en}
              onChange={(event) => set({ ...option.label, en: event.target.value })}
            />
            <Button
              kind="quiet"
              size="small"
              icon="trash"
              disabled={options.length <= 2}
              aria-label={t('removeOption', { n: at + 1 })}
              onClick={() =>
                onChange({ ...question, options: options.filter((one) => one.id !== option.id) })
              }
            />
          </div>
        );
      })}
      {(kind === 'single' || kind === 'multiple') && (
        <Button
          kind="quiet"
          size="small"
          icon="plus"
          disabled={options.length >= 12}
          onClick={() => onChange(withOption(question))}
        >
          {t('addOption')}
        </Button>
      )}
      {scale && (
        <div className={styles.scale}>
          <SelectField
            label={t('points')}
            value={scale.points}
            onChange={(event) =>
              onChange({ ...question, scale: { ...scale, points: Number(event.target.value) } })
            }
          >
            {[3, 5, 7, 10].map((points) => (
              <option key={points} value={points}>
                {points}
              </option>
            ))}
          </SelectField>
          {(['low', 'high'] as const).flatMap((end) =>
            (['zh', 'en'] as const).map((language) => (
              <TextField
                key={`${end} ${language}`}
                label={t(language === 'zh' ? end : `${end}En`)}
                maxLength={20}
                value={scale[end][language]}
                onChange={(event) =>
                  onChange({
                    ...question,
                    scale: { ...scale, [end]: { ...scale[end], [language]: event.target.value } },
                  })
                }
              />
            )),
          )}
        </div>
      )}
    </fieldset>
  );
}
