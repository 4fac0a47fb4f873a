import type { DisplayBoard } from '@huiting/contracts/queue';
import { currentLocale, useNamed, useText } from '../../../lib/i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { Icon } from '../../../ui/icons/icon.tsx';
import type { Act } from './kiosk.flow.domain.ts';
import { kioskText } from './kiosk.text.ts';
import styles from './outcome-screens.module.css';
import { StepFrame } from './step-frame.tsx';

/** The command is on its way: nothing to touch, so a second tap cannot happen. */
export function IssuingScreen({ board, act }: { readonly board: DisplayBoard; readonly act: Act }) {
  const t = useText(kioskText);
  const named = useNamed();
  const service =
    act.kind === 'ticket' ? board.services.find((one) => one.id === act.serviceTypeId) : undefined;
  return (
    <StepFrame
      board={board}
      title={t(act.kind === 'checkIn' ? 'checkingIn' : 'issuing')}
      hint={service && named(service.name)}
    >
      <div className={styles.busy} role="status" aria-label={t('issuing')}>
        <span />
        <span />
        <span />
      </div>
    </StepFrame>
  );
}

const told = [
  'queue.branch_closed',
  'queue.branch_suspended',
  'queue.service_not_found',
  'queue.service_closed',
  'queue.service_limit_reached',
  'customer.bad_identifier',
  'appointment.not_found',
  'appointment.wrong_state',
  'appointment.too_early',
  'appointment.wrong_branch',
  'network',
] as const;
type Told = (typeof told)[number];

function keyOf(code: string): Told | null {
  return told.find((one) => one === code) ?? null;
}

interface RefusedScreenProps {
  readonly board: DisplayBoard;
  readonly act: Act;
  readonly code: string;
  /** The server's sentence, for refusals without words of our own. */
  readonly title: string | null;
  readonly onAgain: () => void;
  readonly onCorrect: () => void;
  readonly onHelp: () => void;
  readonly onHome: () => void;
}

/** Why there is no ticket, in simple words and in both languages, and the one thing to do next. */
export function RefusedScreen({
  board,
  act,
  code,
  title,
  onAgain,
  onCorrect,
  onHelp,
  onHome,
}: RefusedScreenProps) {
  const t = useText(kioskText);
  const key = keyOf(code);
  const words = key ? t(`no.${key}`) : (title ?? t('no.unknown'));
  const hint = key ? t(`no.${key}.hint`) : t('no.unknown.hint');
  const other = kioskText[currentLocale() === 'en' ? 'zh-CN' : 'en'];
  const repeatable = key === 'network' || key === null;
  const correctable = act.kind === 'checkIn' && key === 'appointment.not_found';
  return (
    <StepFrame
      board={board}
      upper={
        <span className={styles.mark} data-network={key === 'network' || undefined}>
          <Icon name={key === 'network' ? 'unlink' : 'exclaimSolid'} size={96} />
        </span>
      }
      title={words}
      hint={
        <>
          {hint}
          <small className={styles.other} lang={currentLocale() === 'en' ? 'zh-CN' : 'en'}>
            {key ? `${other[`no.${key}`]} · ${other[`no.${key}.hint`]}` : other['no.unknown']}
          </small>
        </>
      }
      onHelp={onHelp}
      onHome={onHome}
    >
      <div className={styles.acts}>
        {repeatable ? (
          <Button kind="primary" size="action" block icon="refresh" onClick={onAgain}>
            {t('again')}
          </Button>
        ) : correctable ? (
          <Button kind="primary" size="action" block icon="keypad" onClick={onCorrect}>
            {t('correctCode')}
          </Button>
        ) : (
          <Button kind="primary" size="action" block icon="apps" onClick={onHome}>
            {t('chooseOther')}
          </Button>
        )}
      </div>
    </StepFrame>
  );
}
