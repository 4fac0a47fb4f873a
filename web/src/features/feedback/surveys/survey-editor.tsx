import { feedbackEndpoints, SurveyContent, type Survey } from '@huiting/contracts/feedback';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useCommand } from '../../../lib/command.ts';
import { useText } from '../../../lib/i18n.ts';
import type { ApiProblem } from '../../../lib/problem.ts';
import { Button } from '../../../ui/button.tsx';
import { SelectField, TextAreaField, TextField } from '../../../ui/field.tsx';
import { useProblemToast } from '../../../ui/problem-toast.ts';
import { useToast } from '../../../ui/toast.tsx';
import { QuestionEditor } from './question-editor.tsx';
import { draftProblem, moved, newContent, replaced, withQuestion } from './surveys.draft.domain.ts';
import { surveysKey } from './surveys.queries.ts';
import { surveysText } from './surveys.text.ts';
import styles from './surveys.module.css';

interface SurveyEditorProps {
  /** Null = a new one, kept at this unit. */
  readonly survey: Survey | null;
  readonly orgUnitId: string;
  readonly today: string;
  readonly onSaved: (survey: Survey) => void;
  readonly onGone: () => void;
}

/** The draft: words, days, who answers, questions in their order; then saved, published, closed. */
export function SurveyEditor({ survey, orgUnitId, today, onSaved, onGone }: SurveyEditorProps) {
  const t = useText(surveysText);
  const toast = useToast();
  const queries = useQueryClient();
  const command = useCommand(useProblemToast());
  const [draft, setDraft] = useState<SurveyContent>(() => survey?.content ?? newContent(today));
  const [problem, setProblem] = useState<ReturnType<typeof draftProblem>>(null);
  const [sure, setSure] = useState<'publish' | 'close' | null>(null);
  const busy = command.busy !== null;
  const closed = survey?.state === 'closed';
  const set = (change: Partial<SurveyContent>) => {
    setDraft((now) => ({ ...now, ...change }));
    setProblem(null);
    setSure(null);
  };
  const onProblem = ({ code }: ApiProblem): boolean => {
    if (code !== 'feedback.survey_changed' && code !== 'feedback.survey_closed') return false;
    toast({ words: t('conflict'), kind: 'danger' });
    void queries.invalidateQueries({ queryKey: surveysKey }).then(onGone);
    return true;
  };
  const take = (next: Survey) => {
    void queries.invalidateQueries({ queryKey: surveysKey });
    onSaved(next);
  };

  async function save(): Promise<Survey | null> {
    if (survey === null) {
      const answer = await command.run(feedbackEndpoints.createSurvey, { orgUnitId, content: draft });
      return answer?.survey ?? null;
    }
    if (JSON.stringify(survey.content) === JSON.stringify(draft)) return survey;
    const on = { surveyId: survey.id, version: survey.version, content: draft };
    const answer = await command.run(feedbackEndpoints.saveSurvey, on, { onProblem });
    return answer?.survey ?? null;
  }
  async function keep() {
    const lacks = draftProblem(draft, false);
    setProblem(lacks);
    if (lacks !== null) return;
    const kept = await save();
    if (!kept) return;
    toast({ words: t('saved') });
    take(kept);
  }
  async function publish() {
    const lacks = draftProblem(draft, true);
    setProblem(lacks);
    if (lacks !== null) return;
    if (sure !== 'publish') {
      setSure('publish');
      return;
    }
    const kept = await save();
    if (!kept) return;
    const on = { surveyId: kept.id, version: kept.version };
    const answer = await command.run(feedbackEndpoints.publishSurvey, on, { onProblem });
    if (!answer) {
      take(kept);
      return;
    }
    toast({ words: t('published', { n: answer.survey.publishedVersion ?? 1 }) });
    take(answer.survey);
  }
  async function close() {
    if (survey === null) return;
    if (sure !== 'close') {
      setSure('close');
      return;
    }
    const on = { surveyId: survey.id, version: survey.version };
    const answer = await command.run(feedbackEndpoints.closeSurvey, on, { onProblem });
    if (!answer) return;
    toast({ words: t('closed') });
    take(answer.survey);
  }
  return (
    <div className={styles.editor}>
      {closed && <p className={styles.note}>{t('closedHint')}</p>}
      <fieldset className={styles.all} disabled={closed || busy}>
        <div className={styles.pair}>
          <TextField
            label={t('titleZh')}
            maxLength={60}
            value={draft.title.zh}
            onChange={(event) => set({ title: { ...draft.title, zh: event.target.value } })}
          />
          <TextField
            label={t('titleEn')}
            maxLength={60}
            value={draft.title.en}
            onChange={(event) => set({ title: { ...draft.title, en: event.target.value } })}
          />
          <TextAreaField
            label={t('introZh')}
            rows={2}
            maxLength={300}
            value={draft.intro.zh}
            onChange={(event) => set({ intro: { ...draft.intro, zh: event.target.value } })}
          />
          <TextAreaField
            label={t('introEn')}
            rows={2}
            maxLength={300}
            value={draft.intro.en}
            onChange={(event) => set({ intro: { ...draft.intro, en: event.target.value } })}
          />
          <TextField
            label={t('from')}
            type="date"
            value={draft.validFrom}
            onChange={(event) => event.target.value && set({ validFrom: event.target.value })}
          />
          <TextField
            label={t('until')}
            type="date"
            value={draft.validUntil ?? ''}
            onChange={(event) => set({ validUntil: event.target.value || null })}
          />
        </div>
        <SelectField
          label={t('respondents')}
          value={draft.respondents}
          onChange={(event) => set({ respondents: event.target.value as SurveyContent['respondents'] })}
        >
          {SurveyContent.shape.respondents.options.map((value) => (
            <option key={value} value={value}>
              {t(`respondents.${value}`)}
            </option>
          ))}
        </SelectField>
        {draft.questions.map((question, at) => (
          <QuestionEditor
            key={question.id}
            number={at + 1}
            last={at === draft.questions.length - 1}
            question={question}
            onChange={(next) => set(replaced(draft, at, next))}
            onMove={(by) => set(moved(draft, at, at + by))}
          />
        ))}
        <Button icon="plus" disabled={draft.questions.length >= 30} onClick={() => set(withQuestion(draft))}>
          {t('addQuestion')}
        </Button>
        {problem && (
          <p className={styles.problem} role="alert">
            {t(`problem.${problem}`)}
          </p>
        )}
        {!closed && (
          <div className={styles.foot}>
            <Button busy={busy} onClick={() => void keep()}>
              {t('save')}
            </Button>
            <Button kind="primary" busy={busy} onClick={() => void publish()}>
              {t(sure === 'publish' ? 'publishSure' : 'publish')}
            </Button>
            {survey?.state === 'published' && (
              <Button kind="danger" busy={busy} onClick={() => void close()}>
                {t(sure === 'close' ? 'closeSure' : 'close')}
              </Button>
            )}
          </div>
        )}
      </fieldset>
    </div>
  );
}
