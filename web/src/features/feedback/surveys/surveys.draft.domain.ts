import type { SurveyContent, SurveyQuestion } from '@huiting/contracts/feedback';

/** Editing a draft, as pure steps: the server judges it again. */

const blank = { zh: '', en: '' };

/** A key no other has: `q1`, `q2`, …; keys of removed questions are not used again while others stand after them. */
function freeKey(taken: readonly string[], letter: string): string {
  const numbers = taken.map((key) => Number(key.slice(1))).filter((number) => Number.isInteger(number));
  return `${letter}${Math.max(0, ...numbers) + 1}`;
}

export function newContent(today: string): SurveyContent {
  return {
    title: blank,
    intro: blank,
    questions: [],
    validFrom: today,
    validUntil: null,
    respondents: 'visitors',
  };
}

export function withQuestion(content: SurveyContent): SurveyContent {
  const id = freeKey(
    content.questions.map((question) => question.id),
    'q',
  );
  const question: SurveyQuestion = {
    id,
    kind: 'single',
    title: blank,
    required: true,
    options: [
      { id: 'o1', label: blank },
      { id: 'o2', label: blank },
    ],
    scale: null,
  };
  return { ...content, questions: [...content.questions, question] };
}

export function withOption(question: SurveyQuestion): SurveyQuestion {
  const id = freeKey(
    question.options.map((option) => option.id),
    'o',
  );
  return { ...question, options: [...question.options, { id, label: blank }] };
}

/** Another kind keeps the words and makes what the kind needs. */
export function asKind(question: SurveyQuestion, kind: SurveyQuestion['kind']): SurveyQuestion {
  const isChoice = kind === 'single' || kind === 'multiple';
  const options =
    isChoice && question.options.length < 2
      ? [
          { id: 'o1', label: blank },
          { id: 'o2', label: blank },
        ]
      : question.options;
  return {
    ...question,
    kind,
    options: isChoice ? options : [],
    scale: kind === 'scale' ? (question.scale ?? { points: 5, low: blank, high: blank }) : null,
  };
}

export function moved(content: SurveyContent, from: number, to: number): SurveyContent {
  const questions = [...content.questions];
  const [question] = questions.splice(from, 1);
  if (!question || to < 0 || to > questions.length) return content;
  questions.splice(to, 0, question);
  return { ...content, questions };
}

export function replaced(content: SurveyContent, at: number, question: SurveyQuestion | null): SurveyContent {
  return {
    ...content,
    questions: content.questions.flatMap((one, index) =>
      index !== at ? [one] : question === null ? [] : [question],
    ),
  };
}

/** What is missing before it can be kept, or published; null when nothing is. */
export function draftProblem(
  { title, questions, validFrom, validUntil }: SurveyContent,
  publishing: boolean,
): 'words' | 'noQuestions' | 'days' | 'options' | null {
  const said = ({ zh, en }: { readonly zh: string; readonly en: string }) =>
    zh.trim() !== '' && en.trim() !== '';
  const all = [
    title,
    ...questions.flatMap((question) => [
      question.title,
      ...question.options.map(({ label }) => label),
      ...(question.scale === null ? [] : [question.scale.low, question.scale.high]),
    ]),
  ];
  if (!all.every(said)) return 'words';
  if (validUntil !== null && validUntil < validFrom) return 'days';
  const few = questions.some(
    ({ kind, options }) => (kind === 'single' || kind === 'multiple') && options.length < 2,
  );
  if (few) return 'options';
  return publishing && questions.length === 0 ? 'noQuestions' : null;
}
