import type { SurveyAnswers, SurveyQuestion } from '@huiting/contracts/feedback';
import type { Random } from '../bank/random.ts';

const remarks = {
  content: [
    '大堂经理很主动，帮老人填单很耐心',
    '智能柜台办得快，希望多放一台',
    '叫号声音清楚，不用一直盯着屏幕',
  ],
  late: ['中午窗口少，等了二十多分钟', '希望手机上能看到还要等多久', '停车不方便'],
};
/** Share of those who answer a survey who also write something. */
const wordsShare = 0.3;

/**
 * What a visitor answers. Earlier options are named more often; scales lie high (a mean of about 84 % of the points, 72 % after a
 * wait beyond its limit), as satisfaction surveys of banks do.
 */
export function drawAnswers(
  random: Random,
  questions: readonly SurveyQuestion[],
  wasInTime: boolean,
): SurveyAnswers {
  return Object.fromEntries(
    questions.flatMap((question) => {
      const answer = answerTo(random, question, wasInTime);
      return answer === null ? [] : [[question.id, answer]];
    }),
  );
}

function answerTo(
  random: Random,
  { kind, options, scale, required }: SurveyQuestion,
  wasInTime: boolean,
): SurveyAnswers[string] | null {
  switch (kind) {
    case 'single':
      return options[random.index(options.map((_, at) => options.length + 1 - at))]!.id;
    case 'multiple': {
      const chosen = options.filter((_, at) => random.chance(at % 2 === 0 ? 0.6 : 0.3)).map(({ id }) => id);
      return chosen.length > 0 ? chosen : [options[0]!.id];
    }
    case 'scale': {
      const points = scale?.points ?? 5;
      const middle = wasInTime ? 0.84 : 0.72;
      return Math.min(points, Math.max(1, Math.round(points * (middle + random.normal() * 0.16))));
    }
    case 'text':
      return required || random.chance(wordsShare)
        ? random.pick(wasInTime && random.chance(0.6) ? remarks.content : remarks.late)
        : null;
  }
}
