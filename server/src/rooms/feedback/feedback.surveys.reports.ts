import type { SurveyAnswers, SurveyQuestion, SurveyResults } from '@huiting/contracts/feedback';
import { statement } from '../../platform/database/query.ts';
import type { Reader } from '../../platform/database/query.ts';

interface At {
  readonly orgUnitId: string;
  readonly id: string;
}

/** Distributions and newest words by question, over all versions: a question keeps its id. */
export async function readResults(
  reader: Reader,
  { orgUnitId, id }: At,
  questions: readonly SurveyQuestion[],
): Promise<SurveyResults['questions']> {
  const ids = (wanted: (kind: SurveyQuestion['kind']) => boolean) =>
    questions.filter(({ kind }) => wanted(kind)).map((question) => question.id);
  const here = [orgUnitId, id];
  const [answered, counts, texts] = await Promise.all([
    reader.rows(
      statement<{ question: string; answered: number }>(
        `select k.question, count(*)::int as answered from feedback.survey_answer a
           cross join lateral jsonb_object_keys(a.answers) k(question)
         where a.branch_id = $1 and a.survey_id = $2 group by k.question`,
        here,
      ),
    ),
    reader.rows(
      statement<{ question: string; key: string; count: number }>(
        `select e.key as question, c.choice as key, count(*)::int as count from feedback.survey_answer a
           cross join lateral jsonb_each(a.answers) e
           cross join lateral jsonb_array_elements_text(
             case jsonb_typeof(e.value) when 'array' then e.value else jsonb_build_array(e.value) end) c(choice)
         where a.branch_id = $1 and a.survey_id = $2 and e.key = any ($3) group by e.key, c.choice`,
        [...here, ids((kind) => kind !== 'text')],
      ),
    ),
    reader.rows(
      statement<{ question: string; words: string; at: number }>(
        `select q.question, n.words, n.at from unnest($3::text[]) q(question)
           cross join lateral (select a.answers ->> q.question as words, a.answered_at as at from feedback.survey_answer a
             where a.branch_id = $1 and a.survey_id = $2 and a.answers ? q.question order by a.answered_at desc limit 200) n`,
        [...here, ids((kind) => kind === 'text')],
      ),
    ),
  ]);
  return questions.map((question) => {
    const keys =
      question.scale === null
        ? question.options.map((option) => option.id)
        : Array.from({ length: question.scale.points }, (_, at) => String(at + 1));
    const own = keys.map((key) => ({
      key,
      count: counts.find((one) => one.question === question.id && one.key === key)?.count ?? 0,
    }));
    const given = own.reduce((sum, { count }) => sum + count, 0);
    const points = own.reduce((sum, { key, count }) => sum + Number(key) * count, 0);
    return {
      question,
      answered: answered.find((one) => one.question === question.id)?.answered ?? 0,
      counts: own,
      mean: question.scale === null || given === 0 ? null : Math.round((points / given) * 100) / 100,
      texts: texts.filter((one) => one.question === question.id).map(({ words, at }) => ({ words, at })),
    };
  });
}

/** Answers by day, oldest first. */
export function readAnswerDays(
  reader: Reader,
  { orgUnitId, id }: At,
): Promise<{ date: string; count: number }[]> {
  return reader.rows(
    statement<{ date: string; count: number }>(
      `select answered_on as date, count(*)::int as count from feedback.survey_answer
       where branch_id = $1 and survey_id = $2 group by answered_on order by answered_on`,
      [orgUnitId, id],
    ),
  );
}

/** Every answer, oldest first; at most 50,000. */
export function readAnswers(
  reader: Reader,
  { orgUnitId, id }: At,
): Promise<{ at: number; version: number; placeId: string | null; answers: SurveyAnswers }[]> {
  return reader.rows(
    statement<{ at: number; version: number; placeId: string | null; answers: SurveyAnswers }>(
      `select answered_at as at, version, place_id as "placeId", answers from feedback.survey_answer
       where branch_id = $1 and survey_id = $2 order by answered_at, id limit 50000`,
      [orgUnitId, id],
    ),
  );
}
