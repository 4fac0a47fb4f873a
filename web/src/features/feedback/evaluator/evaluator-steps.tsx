import { RatingReason, type RatingRequest } from '@huiting/contracts/feedback';
import { useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { ClockFace } from '../../../ui/clock-face.tsx';
import { CountdownRing } from '../../../ui/countdown-ring.tsx';
import { Face, type FaceLevel } from '../../../ui/faces.tsx';
import { Icon } from '../../../ui/icons/icon.tsx';
import type { Flow, Reason } from './evaluator.flow.domain.ts';
import styles from './evaluator-steps.module.css';
import { evaluatorText } from './evaluator.text.ts';

const levels: readonly FaceLevel[] = [5, 4, 3, 2, 1];

interface FaceQuestionProps {
  readonly request: RatingRequest;
  readonly now: number;
  readonly onFace: (level: FaceLevel) => void;
}
/** One question, five equal choices, none chosen before. */
export function FaceQuestion({ request, now, onFace }: FaceQuestionProps) {
  const t = useText(evaluatorText);
  return (
    <section className={styles.question}>
      <h2>{t('question')}</h2>
      <p>{t('questionHint')}</p>
      <div className={styles.faces}>
        {levels.map((level) => (
          <button key={level} type="button" onClick={() => onFace(level)}>
            <Face level={level} />
            <b>{t(`level${level}`)}</b>
            <small className="num num-medium">{t('points', { n: level })}</small>
          </button>
        ))}
      </div>
      <TimeLeft request={request} now={now} words={t('unrated')} />
    </section>
  );
}

function TimeLeft({
  request,
  now,
  words,
}: {
  readonly request: RatingRequest;
  readonly now: number;
  readonly words: string;
}) {
  const t = useText(evaluatorText);
  const of = Math.max(1, Math.round((request.expiresAt - request.askedAt) / 1000));
  const left = Math.min(of, Math.max(0, Math.ceil((request.expiresAt - now) / 1000)));
  return (
    <p className={styles.left}>
      <CountdownRing left={left} of={of} />
      <b>{t('endsIn', { seconds: left })}</b>
      <span>{words}</span>
    </p>
  );
}

interface ReasonQuestionProps {
  readonly flow: Extract<Flow, { readonly step: 'reasons' | 'sending' }>;
  readonly now: number;
  readonly onReason: (reason: Reason) => void;
  readonly onSend: () => void;
}
/** Why, for a face of three or less: to tick, to skip. While the rating is on its way the same screen stays. */
export function ReasonQuestion({ flow, now, onReason, onSend }: ReasonQuestionProps) {
  const t = useText(evaluatorText);
  const busy = flow.step === 'sending';
  if (busy && flow.level > 3) {
    return (
      <section className={styles.sending} role="status">
        <Face level={flow.level} size={180} />
        <span>{t('sending')}</span>
      </section>
    );
  }
  return (
    <section className={styles.question}>
      <div className={styles.why}>
        <Face level={flow.level} size={96} />
        <div>
          <h2>{t('why')}</h2>
          <p>{t('whyHint')}</p>
        </div>
      </div>
      <div className={styles.reasons} role="group" aria-label={t('why')}>
        {RatingReason.options.map((reason) => {
          const on = flow.reasons.includes(reason);
          return (
            <button
              key={reason}
              type="button"
              aria-pressed={on}
              disabled={busy}
              onClick={() => onReason(reason)}
            >
              {on && <Icon name="check" />}
              {t(reason)}
            </button>
          );
        })}
      </div>
      <div className={styles.send}>
        <Button
          kind={flow.reasons.length > 0 ? 'primary' : 'tint'}
          size="action"
          block
          busy={busy}
          onClick={onSend}
        >
          {t(flow.reasons.length > 0 ? 'submit' : 'skip')}
        </Button>
      </div>
      {!busy && <TimeLeft request={flow.request} now={now} words="" />}
    </section>
  );
}

export function Unsent({ onAgain }: { readonly onAgain: () => void }) {
  const t = useText(evaluatorText);
  return (
    <section className={styles.unsent} role="alert">
      <Icon name="unlink" size={72} />
      <h2>{t('unsent')}</h2>
      <p>{t('unsentHint')}</p>
      <Button kind="primary" size="action" icon="refresh" onClick={onAgain}>
        {t('again')}
      </Button>
    </section>
  );
}

export function Thanks({ outcome }: { readonly outcome: 'rated' | 'late' }) {
  const t = useText(evaluatorText);
  return (
    <section className={styles.thanks} role="status">
      <div>
        <h2>{t('thanks')}</h2>
        <p>{t(outcome === 'rated' ? 'thanksRated' : 'thanksLate')}</p>
      </div>
      <Face level={5} size={240} inverse />
    </section>
  );
}

export function IdleWords({ state }: { readonly state: 'open' | 'paused' | 'closed' | 'offline' }) {
  const t = useText(evaluatorText);
  const format = useFormat();
  const words = {
    open: [t('welcome'), t('welcomeHint')],
    paused: [t('paused'), t('pausedHint')],
    closed: [t('closed'), t('pausedHint')],
    offline: [t('offline'), t('offlineHint')],
  }[state];
  return (
    <section className={styles.idle} data-state={state} lang={format.locale}>
      <h2>
        {state !== 'open' && <Icon name={state === 'offline' ? 'unlink' : 'pauseSolid'} />}
        {words[0]}
      </h2>
      <p>{words[1]}</p>
      <div className={styles.clock}>
        <ClockFace size={64} day />
      </div>
    </section>
  );
}
