import { feedbackEndpoints, type RatingRequest } from '@huiting/contracts/feedback';
import { useEffect, useReducer, useRef, useState, type ReactNode } from 'react';
import { call, newIdempotencyKey } from '../../../lib/api.ts';
import { useText } from '../../../lib/i18n.ts';
import { useConnection } from '../../../lib/live.ts';
import { ApiProblem } from '../../../lib/problem.ts';
import { useBusinessNow } from '../../../lib/ticker.ts';
import { BrandMark } from '../../../ui/brand.tsx';
import { Button } from '../../../ui/button.tsx';
import { SimulatedBadge } from '../../../ui/clock-face.tsx';
import { Icon } from '../../../ui/icons/icon.tsx';
import { useElderMode } from '../../../ui/modes.ts';
import { Sheet } from '../../../ui/sheet.tsx';
import { Stage } from '../../../ui/stage.tsx';
import { nextFlow, type Flow } from './evaluator.flow.domain.ts';
import type { EvaluatorState } from './evaluator.live.ts';
import styles from './evaluator-screen.module.css';
import { evaluatorText } from './evaluator.text.ts';
import { FaceQuestion, IdleWords, ReasonQuestion, Thanks, Unsent } from './evaluator-steps.tsx';
import { TellerCard } from './teller-card.tsx';

/** What the hall's board knows of the window this evaluator stands at. */
export interface EvaluatorDesk {
  readonly bankName: string;
  readonly branchName: string;
  readonly windowLabel: string;
  readonly isNumbered: boolean;
  readonly state: 'open' | 'paused' | 'closed';
  readonly staff: { readonly name: string; readonly number: string | null } | null;
  readonly lobbyManagers: readonly string[];
}

interface EvaluatorScreenProps {
  readonly desk: EvaluatorDesk;
  readonly evaluator: EvaluatorState;
  /** Calls somebody to this window; `elder` = on behalf of an older customer. */
  readonly help: (elder: boolean) => ReactNode;
  /** What has become of the call, in a word; null = nobody is called. */
  readonly helpState: string | null;
}

const thanksMs = 3_000;
/** What a customer has touched is sent a moment before the server closes the request. */
const sendBeforeMs = 1_500;

/** The rating screen of one window, 1280×800: asks after every service, without the teller's choice. */
export function EvaluatorScreen({ desk, evaluator, help, helpState }: EvaluatorScreenProps) {
  const [flow, tell] = useReducer(nextFlow, { step: 'idle' } satisfies Flow as Flow);
  const [elder, setElder] = useElderMode();
  const [helping, setHelping] = useState(false);
  const t = useText(evaluatorText);
  const now = useBusinessNow(250);
  const offline = useConnection().state === 'offline';
  const { request } = evaluator;

  useEffect(() => tell({ kind: 'request', request }), [request]);
  useSending(flow, tell);

  const asking = flow.step === 'asking' || flow.step === 'reasons' || flow.step === 'unsent' ? flow : null;
  const closesAt =
    asking === null ? null : asking.request.expiresAt - (asking.step === 'reasons' ? sendBeforeMs : 0);
  const timeUp = closesAt !== null && now >= closesAt;
  useEffect(() => {
    if (timeUp) tell({ kind: 'timeUp' });
  }, [timeUp]);

  const shownElder = flow.step !== 'idle' && flow.step !== 'thanks' && flow.request.elder;
  useEffect(() => {
    if (shownElder) setElder(true);
    else if (flow.step === 'idle') setElder(false);
  }, [shownElder, flow.step, setElder]);

  useEffect(() => {
    if (flow.step !== 'thanks') return;
    const timer = setTimeout(() => tell({ kind: 'thanked' }), thanksMs);
    return () => clearTimeout(timer);
  }, [flow.step]);

  const rated = flow.step === 'idle' || flow.step === 'thanks' ? null : flow.request;
  return (
    <Stage width={1280} height={800}>
      <div className={styles.screen} data-elder={elder || undefined}>
        <header className={styles.head}>
          <BrandMark size={48} />
          <h1>
            {desk.bankName} · {desk.branchName}
          </h1>
          <span className={styles.window}>
            <b className={desk.isNumbered ? 'num' : undefined}>{desk.windowLabel}</b>
            {desk.isNumbered && t('window')}
          </span>
          <span className={styles.end}>
            {flow.step !== 'idle' && <SimulatedBadge />}
            <button
              type="button"
              className={styles.elder}
              aria-pressed={elder}
              onClick={() => setElder(!elder)}
            >
              {!elder && <Icon name="heartSolid" />}
              {t(elder ? 'standardMode' : 'elderMode')}
            </button>
            <Button
              kind={helpState === null ? 'plain' : 'tint'}
              icon="headset"
              onClick={() => setHelping(true)}
            >
              {helpState ?? t('help')}
            </Button>
          </span>
        </header>
        <TellerCard
          staff={rated ? { name: rated.staffName, number: rated.staffNumber } : desk.staff}
          average={averageOf(evaluator, rated, desk)}
          request={rated}
        />
        <main className={styles.main}>
          {flow.step === 'idle' && <IdleWords state={offline ? 'offline' : desk.state} />}
          {flow.step === 'asking' && (
            <FaceQuestion
              request={flow.request}
              now={now}
              onFace={(level) => tell({ kind: 'face', level })}
            />
          )}
          {(flow.step === 'reasons' || flow.step === 'sending') && (
            <ReasonQuestion
              flow={flow}
              now={now}
              onReason={(reason) => tell({ kind: 'reason', reason })}
              onSend={() => tell({ kind: 'send' })}
            />
          )}
          {flow.step === 'unsent' && <Unsent onAgain={() => tell({ kind: 'send' })} />}
          {flow.step === 'thanks' && <Thanks outcome={flow.outcome} />}
        </main>
        <Sheet
          open={helping}
          onClose={() => setHelping(false)}
          title={t('helpTitle')}
          width={640}
          actions={<Button onClick={() => setHelping(false)}>{t('close')}</Button>}
        >
          <p className={styles.help}>
            {desk.lobbyManagers.length > 0
              ? t('helpStaff', { names: desk.lobbyManagers.join('、') })
              : t('helpAnyone')}
          </p>
          {help(elder)}
        </Sheet>
      </div>
    </Stage>
  );
}

function averageOf(
  evaluator: EvaluatorState,
  request: RatingRequest | null,
  desk: EvaluatorDesk,
): number | null {
  const number = request?.staffNumber ?? desk.staff?.number ?? null;
  return number !== null && evaluator.teller?.number === number ? evaluator.teller.averageLevel : null;
}

/** Sends the rating once per step; a retry of the customer keeps the key of the act. */
function useSending(flow: Flow, tell: (event: Parameters<typeof nextFlow>[1]) => void): void {
  const act = useRef<{ readonly name: string; readonly key: string } | null>(null);
  const sending = flow.step === 'sending' ? flow : null;
  useEffect(() => {
    if (!sending) return;
    const { request, level, reasons } = sending;
    const name = JSON.stringify([request.id, level, reasons]);
    if (act.current?.name !== name) act.current = { name, key: newIdempotencyKey() };
    let over = false;
    call(
      feedbackEndpoints.rate,
      { branchId: request.branchId, requestId: request.id, level, reasons: [...reasons] },
      { idempotencyKey: act.current.key },
    )
      .then(() => over || tell({ kind: 'sent' }))
      .catch((error: unknown) => {
        if (!over)
          tell(
            error instanceof ApiProblem && error.status < 500
              ? { kind: 'refused', code: error.code }
              : { kind: 'failed' },
          );
      });
    return () => {
      over = true;
    };
  }, [sending, tell]);
}
