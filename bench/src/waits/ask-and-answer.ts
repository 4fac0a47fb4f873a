import {
  fitWaitModel,
  predictWait,
  schemaOf,
  WaitCalibrator,
  waitFeatures,
} from '@huiting/queueing/prediction';
import type { WaitExample, WaitModel, WaitQuantiles } from '@huiting/queueing/prediction';
import { UsageError } from '../run-bounded.ts';
import type { HeadStarts } from './head-starts.ts';
import { liveScenes, secondsOf } from './scenes.ts';
import type { RecordedWait } from './scenes.ts';

export interface Protocol {
  readonly waits: readonly RecordedWait[];
  readonly headStarts: HeadStarts;
  /** Last day of the fit; those after it are asked about. */
  readonly fitUntil: string;
  readonly minuteOfDay: (at: number) => number;
  /** Seconds of waiting after which a waiting ticket asks again; empty: only at joining. */
  readonly againAfter: readonly number[];
}

export interface Answered {
  readonly wait: RecordedWait;
  /** From the question on. */
  readonly seconds: number;
  readonly answer: WaitQuantiles;
}

interface Question extends WaitExample {
  readonly wait: RecordedWait;
  readonly at: number;
}

/** How fast answers follow a day that is unlike the fit; see `WaitCalibrator`. Chosen on 11–14 February after a fit on 1–10. */
const calibrationStep = 0.01;

/**
 * Fits on the days until `fitUntil`, then answers every question of the later days in order of time. An answer may use what
 * happened before its instant, waits of the tested days that had ended by then included, and nothing else.
 */
export function askAndAnswer(protocol: Protocol): {
  readonly fitted: readonly number[];
  readonly answered: readonly Answered[];
  readonly model: WaitModel;
  readonly millisecondsPerAnswer: number;
} {
  const { waits, fitUntil } = protocol;
  const past = waits.filter(({ day }) => day <= fitUntil);
  const schema = schemaOf(
    past
      .filter(({ isAsked }) => isAsked)
      .map((wait) => ({ lineCode: wait.lineCode, seconds: secondsOf(wait) })),
    past.flatMap(({ service }) => (service === null ? [] : [(service.until - service.from) / 1_000])),
  );
  const questions: Question[] = [];
  liveScenes(waits, protocol, ({ wait, scene }) => {
    const isFirst = scene.now === wait.joinedAt;
    if (isFirst === protocol.againAfter.length > 0) return;
    const seconds = (wait.endedAt - scene.now) / 1_000;
    questions.push({ wait, at: scene.now, day: wait.day, seconds, features: waitFeatures(schema, scene) });
  });
  const model = fitWaitModel(questions.filter(({ day }) => day <= fitUntil));
  if ('refused' in model) throw new UsageError(`the record has only ${model.days} days to fit on`);
  const later = questions.filter(({ day }) => day > fitUntil);
  const begin = performance.now();
  const answered = answerInOrder(model, later);
  return {
    fitted: questions.filter(({ day }) => day <= fitUntil).map(({ seconds }) => seconds),
    answered,
    model,
    millisecondsPerAnswer: (performance.now() - begin) / Math.max(1, later.length),
  };
}

function answerInOrder(model: WaitModel, questions: readonly Question[]): Answered[] {
  const calibrator = new WaitCalibrator(calibrationStep);
  const open: Answered[] = [];
  return questions.map(({ wait, at, seconds, features }) => {
    for (let place = open.length - 1; place >= 0; place -= 1) {
      if (open[place]!.wait.endedAt > at) continue;
      const [ended] = open.splice(place, 1);
      calibrator.learn(ended!.answer, ended!.seconds);
    }
    const answered = { wait, seconds, answer: calibrator.adjust(predictWait(model, features)) };
    open.push(answered);
    return answered;
  });
}
