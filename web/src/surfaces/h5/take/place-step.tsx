import { useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { Icon, type IconName } from '../../../ui/icons/icon.tsx';
import type { PlaceState } from '../../../features/appointment/remote/use-place.tsx';
import type { RemoteOffer } from '../../../features/appointment/remote/remote.queries.ts';
import { takeText } from './take.text.ts';
import styles from './take-page.module.css';

interface PlaceStepProps {
  readonly rule: RemoteOffer['rule'];
  readonly state: PlaceState;
  /** Metres away, when the server has said it is too far. */
  readonly tooFar: number | null;
  readonly onAsk: () => void;
  readonly onDecline: () => void;
  readonly onNext: () => void;
  readonly onBook: () => void;
}

/** Is the customer near enough to come in time? Nobody has to tell where they are. */
export function PlaceStep({ rule, state, tooFar, onAsk, onDecline, onNext, onBook }: PlaceStepProps) {
  const t = useText(takeText);
  const format = useFormat();
  const km = (metres: number) => format.decimal(metres / 1000);
  if (tooFar !== null)
    return (
      <Note icon="pin" tone="warn" title={t('tooFar', { km: km(tooFar) })}>
        <p>{t('tooFarHint', { within: km(rule.withinMetres) })}</p>
        <Button kind="primary" size="action" block onClick={onAsk}>
          {t('tryAgain')}
        </Button>
        <Button size="action" block onClick={onBook}>
          {t('toBook')}
        </Button>
      </Note>
    );
  switch (state.kind) {
    case 'known':
      return (
        <Note icon="checkSolid" tone="ok" title={t('located')}>
          <p>{t('placeHint', { km: km(rule.withinMetres), hold: rule.holdMinutes })}</p>
          <Button kind="primary" size="action" block onClick={onNext}>
            {t('goOn')}
          </Button>
        </Note>
      );
    case 'unknown':
      return (
        <Note icon="clock" tone="plain" title={t(`unknown.${state.why}`)}>
          <p>{t('unknownHint', { arrive: rule.arriveMinutes })}</p>
          <Button kind="primary" size="action" block onClick={onNext}>
            {t('goOn')}
          </Button>
          <Button size="action" block onClick={onAsk}>
            {t('tryAgain')}
          </Button>
        </Note>
      );
    case 'unasked':
    case 'asking':
      return (
        <Note icon="pin" tone="plain" title={t('placeTitle')}>
          <p>{t('placeHint', { km: km(rule.withinMetres), hold: rule.holdMinutes })}</p>
          <Button kind="primary" size="action" block busy={state.kind === 'asking'} onClick={onAsk}>
            {t(state.kind === 'asking' ? 'asking' : 'useMyPlace')}
          </Button>
          <Button size="action" block onClick={onDecline}>
            {t('noPlace')}
          </Button>
        </Note>
      );
  }
}

function Note({
  icon,
  tone,
  title,
  children,
}: {
  readonly icon: IconName;
  readonly tone: 'plain' | 'ok' | 'warn';
  readonly title: string;
  readonly children: React.ReactNode;
}) {
  return (
    <section className={styles.place} data-tone={tone} aria-live="polite">
      <Icon name={icon} size="2.4em" />
      <h2>{title}</h2>
      {children}
    </section>
  );
}
