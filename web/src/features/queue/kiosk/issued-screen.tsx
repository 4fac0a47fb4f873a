import type { DisplayBoard, IssuedTicket } from '@huiting/contracts/queue';
import { useFormat } from '../../../lib/format-context.tsx';
import { useNamed, useText } from '../../../lib/i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { Icon, type IconName } from '../../../ui/icons/icon.tsx';
import { QrCode } from '../../../ui/qr-code.tsx';
import { DiversionCard } from '../advice/diversion-card.tsx';
import { expectedDigits, expectedWords } from '../display/display.expected.domain.ts';
import { joinLabels } from '../display/display.label.domain.ts';
import styles from './issued-screen.module.css';
import type { Timing } from './kiosk.flow.domain.ts';
import { KioskHead } from './kiosk-head.tsx';
import { ticketSlip } from './kiosk.slip.domain.ts';
import { kioskText } from './kiosk.text.ts';
import { PrintingState, useSlipPrinting } from './slip-printing.tsx';

interface IssuedScreenProps {
  readonly board: DisplayBoard;
  readonly ticket: IssuedTicket;
  /** Of a booking that was checked in; else null. */
  readonly timing: Timing | null;
  readonly onHelp: () => void;
  readonly onHome: () => void;
}

const timingWords: Record<Timing, 'timingEarly' | 'timingOnTime' | 'timingLate'> = {
  early: 'timingEarly',
  onTime: 'timingOnTime',
  late: 'timingLate',
};
const takeAway: readonly (readonly [IconName, 'takeAway1' | 'takeAway2' | 'takeAway3'])[] = [
  ['smartphone', 'takeAway1'],
  ['bell', 'takeAway2'],
  ['clock', 'takeAway3'],
];

/** The ticket: number, people ahead, when, where, and the way to take it along. */
export function IssuedScreen({ board, ticket, timing, onHelp, onHome }: IssuedScreenProps) {
  const t = useText(kioskText);
  const named = useNamed();
  const format = useFormat();
  const serviceName = named(ticket.serviceName);
  const progressUrl = `${location.origin}${ticket.progressPath}`;
  const { printing, printAgain } = useSlipPrinting(
    ticketSlip(
      { ticket, serviceName, bankName: board.bankName, branchName: board.branchName, progressUrl },
      t,
      format,
    ),
  );
  return (
    <div className={styles.issued}>
      <KioskHead board={board} note={t(printing === 'printed' ? 'taken' : 'takenNoPaper')} />
      <section className={styles.hero}>
        <div className={styles.top}>
          <span className={styles.done}>
            <Icon name="check" size={28} />
          </span>
          <h2>{t('yourNumber')}</h2>
          <PrintingState printing={printing} />
        </div>
        <div className={styles.ticket}>
          <strong className="ticket-number" data-long={ticket.ticket.number.length > 4 || undefined}>
            {ticket.ticket.number}
          </strong>
          <div className={styles.what}>
            <b>{serviceName}</b>
            {ticket.greetingName && <span>{ticket.greetingName}</span>}
            <WaitArea labels={ticket.windowLabels} />
          </div>
        </div>
      </section>
      <div className={styles.below}>
        <Facts ticket={ticket} timing={timing} />
        <DiversionCard branchId={board.branchId} ticketId={ticket.ticket.id} />
        <section className={styles.away}>
          <QrCode text={progressUrl} size={300} label={t('progressQr')} />
          <div>
            <h3>{t('takeAway')}</h3>
            <ul>
              {takeAway.map(([icon, key]) => (
                <li key={key}>
                  <Icon name={icon} size="1.25em" /> {t(key)}
                </li>
              ))}
            </ul>
          </div>
        </section>
        <NextSteps labels={ticket.windowLabels} />
        <nav className={styles.nav}>
          <Button size="action" icon="home" onClick={onHome}>
            {t('home')}
          </Button>
          {printing !== 'noPrinter' && (
            <Button size="action" icon="printer" busy={printing === 'printing'} onClick={printAgain}>
              {t('printAgain')}
            </Button>
          )}
          <Button size="action" icon="headset" onClick={onHelp}>
            {t('help')}
          </Button>
        </nav>
      </div>
      <footer className={styles.foot}>
        <span>{t('backSoon')}</span>
      </footer>
    </div>
  );
}

/** `1–3 号窗口、理财室 1`; empty when nothing is known. */
function useWindowsWords(labels: readonly string[]): string {
  const t = useText(kioskText);
  const format = useFormat();
  const { numbers, rooms } = joinLabels(labels, format);
  const parts = [...(numbers === null ? [] : [t('windows', { numbers })]), ...rooms];
  return parts.join(format.locale === 'en' ? ', ' : '、');
}

function WaitArea({ labels }: { readonly labels: readonly string[] }) {
  const t = useText(kioskText);
  const windows = useWindowsWords(labels);
  return windows ? <span>{t('waitArea', { windows })}</span> : null;
}

function NextSteps({ labels }: { readonly labels: readonly string[] }) {
  const t = useText(kioskText);
  const windows = useWindowsWords(labels);
  return (
    <section className={styles.next}>
      <h3>{t('nextTitle')}</h3>
      <ol>
        <li>{windows ? t('next1', { windows }) : t('next1Hall')}</li>
        <li>{t('next2')}</li>
        <li>{t('next3')}</li>
      </ol>
    </section>
  );
}

function Facts({ ticket, timing }: { readonly ticket: IssuedTicket; readonly timing: Timing | null }) {
  const t = useText(kioskText);
  const format = useFormat();
  const { expected, ahead } = ticket;
  const words = expectedWords(expected);
  const issuedAt = ticket.ticket.issuedAt;
  return (
    <section className={styles.facts}>
      <div>
        <h3>{t('ahead')}</h3>
        <p>
          <b className="num">{format.integer(ahead)}</b> {t('people')}
        </p>
        <small>{t('aheadHint')}</small>
      </div>
      <div>
        <h3>{t('expected')}</h3>
        {'noWindow' in expected ? (
          <>
            <p className={styles.plain}>{t('noWindowTitle')}</p>
            <small>{t('noWindowHint')}</small>
          </>
        ) : words.kind === 'now' ? (
          <>
            <p className={styles.plain}>{t('expectedNow')}</p>
            <small>{t('expectedNowHint')}</small>
          </>
        ) : (
          <>
            <p>
              <b className="num">{expectedDigits(words, format)}</b>{' '}
              {t(words.kind === 'upTo' ? 'minutesUpTo' : 'minutes')}
            </p>
            <small>
              {t('expectedAt', {
                range: format.clockRange(
                  issuedAt + expected.lowSeconds * 1000,
                  issuedAt + expected.highSeconds * 1000,
                ),
              })}
            </small>
          </>
        )}
      </div>
      {timing && (
        <p className={styles.timing} data-timing={timing}>
          <Icon name="calendarSolid" /> {t(timingWords[timing])}
        </p>
      )}
    </section>
  );
}
