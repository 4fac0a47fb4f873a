import { feedbackEndpoints, type OpenSurvey, type SurveyAnswers } from '@huiting/contracts/feedback';
import { useRef, useState } from 'react';
import { useCommand } from '../../../lib/command.ts';
import { useNamed, useText } from '../../../lib/i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { respondent } from './respondent.ts';
import { SurveyField } from './survey-field.tsx';
import { surveyText } from './survey.text.ts';
import styles from './survey.module.css';

interface SurveyFormProps {
  readonly token: string;
  readonly ticket: string | null;
  readonly survey: OpenSurvey;
  readonly onSent: () => void;
  /** Closed, answered or published anew meanwhile. */
  readonly onMoved: () => void;
}

const isOpen = (answer: SurveyAnswers[string] | undefined): boolean =>
  answer === undefined || answer === '' || (Array.isArray(answer) && answer.length === 0);

/** The questions one below the other; what is missing is shown where it is missing. */
export function SurveyForm({ token, ticket, survey, onSent, onMoved }: SurveyFormProps) {
  const t = useText(surveyText);
  const named = useNamed();
  const toast = useToast();
  const command = useCommand(() => toast({ words: t('unsent'), kind: 'danger' }));
  const [answers, setAnswers] = useState<SurveyAnswers>({});
  const [asked, setAsked] = useState(false);
  const list = useRef<HTMLOListElement>(null);
  const { questions } = survey;
  const lacking = questions.filter(({ id, required }) => required && isOpen(answers[id]));
  const done = questions.filter(({ id }) => !isOpen(answers[id])).length;

  async function send() {
    setAsked(true);
    const first = lacking[0];
    if (first) {
      list.current?.querySelector(`[data-question="${first.id}"]`)?.scrollIntoView({ block: 'center' });
      return;
    }
    const given = Object.fromEntries(
      Object.entries(answers)
        .map(([id, answer]) => [id, typeof answer === 'string' ? answer.trim() : answer] as const)
        .filter(([, answer]) => !isOpen(answer)),
    );
    const input = { token, ticket, respondent: respondent(), version: survey.version, answers: given };
    const answer = await command.run(feedbackEndpoints.answerSurvey, input, {
      onProblem: ({ code }) => {
        if (code === 'feedback.answers_invalid') toast({ words: t('moved') });
        const moved = code?.startsWith('feedback.') ?? false;
        if (moved) onMoved();
        return moved;
      },
    });
    if (answer) onSent();
  }
  return (
    <>
      {named(survey.intro) && <p className={styles.intro}>{named(survey.intro)}</p>}
      <ol className={styles.questions} ref={list}>
        {questions.map((question, at) => (
          <li key={question.id} data-question={question.id} className={styles.card}>
            <SurveyField
              number={at + 1}
              question={question}
              answer={answers[question.id]}
              error={asked && lacking.includes(question) ? t('missing') : null}
              onAnswer={(answer) => setAnswers((held) => ({ ...held, [question.id]: answer }))}
            />
          </li>
        ))}
      </ol>
      <div className={styles.foot}>
        <p role="status">{t('progress', { done, all: questions.length })}</p>
        <Button kind="primary" size="action" block busy={command.busy !== null} onClick={() => void send()}>
          {t('submit')}
        </Button>
        {ticket === null && <p className={styles.quiet}>{t('anonymous')}</p>}
      </div>
    </>
  );
}
