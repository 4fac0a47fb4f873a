import { feedbackEndpoints, feedbackTopics } from '@huiting/contracts/feedback';
import type { RatingRequest } from '@huiting/contracts/feedback';
import type { Random } from '../bank/random.ts';
import { drawRating } from '../behaviour/ratings.ts';
import { isDailyLife } from '../client/api.ts';
import type { LiveClient } from '../client/live-client.ts';
import type { BusinessTime } from './business-time.ts';
import type { Cast } from './cast.ts';
import type { HallMirror } from './hall-mirror.ts';
import type { People } from './people.ts';
import type { Visitors } from './visitors.ts';

export interface RatersDeps {
  readonly branchId: string;
  readonly time: BusinessTime;
  readonly live: LiveClient;
  readonly cast: Cast;
  readonly people: People;
  readonly hall: HallMirror;
  readonly visitors: Visitors;
  readonly random: Random;
  readonly onFault: (error: unknown) => void;
}

/** Customers at the evaluators: most answer within half a minute, some do not. A person's rating is theirs to give. */
export async function watchRatings(deps: RatersDeps): Promise<void> {
  const { branchId, time, cast, people, hall, visitors, random } = deps;
  const anyone = [...cast.evaluators.values()][0];
  if (anyone === undefined) return;

  function answer(request: RatingRequest): void {
    const evaluator = cast.evaluators.get(request.windowId);
    if (
      request.state !== 'asked' ||
      evaluator === undefined ||
      visitors.of(request.ticketId) === null ||
      people.isTended(evaluator.id)
    )
      return;
    const service = [...hall.services()].find((one) => one.prefix === request.ticketNumber[0]);
    const { level, reasons, comment, afterSeconds } = drawRating(random, {
      waitSeconds: request.waitSeconds,
      waitLimitSeconds: (service?.waitLimitMinutes ?? 20) * 60,
      serviceSeconds: request.serviceSeconds,
      elder: request.elder,
    });
    if (level === null) return;
    time.at(request.askedAt + afterSeconds * 1000, () => {
      evaluator.caller
        .call(feedbackEndpoints.rate, { branchId, requestId: request.id, level, reasons, comment })
        .catch((error: unknown) => {
          if (!isDailyLife(error)) deps.onFault(error);
        });
    });
  }

  await deps.live.watch({
    topic: feedbackTopics.requests.name,
    key: branchId,
    caller: anyone.caller,
    after: null,
    onDelta: (data: { request: RatingRequest }) => answer(data.request),
  });
}
