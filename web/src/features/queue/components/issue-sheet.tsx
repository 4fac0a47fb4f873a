import { queueEndpoints, type Board, type IssuedTicket } from '@huiting/contracts/queue';
import { lazy, Suspense, useState } from 'react';
import { useCommand } from '../../../lib/command.ts';
import { useFormat } from '../../../lib/format-context.tsx';
import { useNamed, useText, type Locale } from '../../../lib/i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { TextField } from '../../../ui/field.tsx';
import { Icon, iconNames, type IconName } from '../../../ui/icons/icon.tsx';
import { useProblemToast } from '../../../ui/problem-toast.ts';
import { Segmented } from '../../../ui/segmented.tsx';
import { Sheet } from '../../../ui/sheet.tsx';
import type { IdentifierInput } from '../../customer/index.ts';
import { useTakeAnswer } from '../queue.live.ts';
import { queueText } from '../queue.text.ts';
import styles from './issue-sheet.module.css';

/** Drawn once a number has been taken: the first screen does without it. */
const QrCode = lazy(() =>
  import('../../../ui/qr-code.tsx').then(({ QrCode: drawn }) => ({ default: drawn })),
);

interface IssueSheetProps {
  readonly board: Board;
  /** Already recognised: the ticket is theirs. */
  readonly holder: {
    readonly maskedName: string;
    readonly elder: boolean;
    readonly identifier: IdentifierInput;
  } | null;
  readonly onIdentify: () => void;
  readonly onClose: () => void;
}

/** Takes a ticket for a customer in the hall: business by a tap, who it is if they wish. */
export function IssueSheet({ board, holder, onIdentify, onClose }: IssueSheetProps) {
  const t = useText(queueText);
  const named = useNamed();
  const format = useFormat();
  const take = useTakeAnswer(board.branchId);
  const { run, busy } = useCommand(useProblemToast());
  const [serviceTypeId, setServiceTypeId] = useState<string | null>(null);
  const [elder, setElder] = useState(holder?.elder ?? false);
  const [language, setLanguage] = useState<Locale>('zh-CN');
  const [note, setNote] = useState('');
  const [issued, setIssued] = useState<IssuedTicket | null>(null);

  async function issue() {
    if (!serviceTypeId) return;
    const answer = await run(queueEndpoints.issueTicket, {
      branchId: board.branchId,
      serviceTypeId,
      channel: 'pad',
      identifier: holder?.identifier ?? null,
      elder,
      language,
      note: note.trim() || null,
    });
    if (!answer) return;
    take({ ticket: answer.ticket });
    setIssued(answer);
  }

  if (issued)
    return (
      <IssuedSheet
        branchId={board.branchId}
        issued={issued}
        onAgain={() => setIssued(null)}
        onClose={onClose}
      />
    );
  return (
    <Sheet
      open
      width={720}
      onClose={onClose}
      title={t('issueTitle')}
      actions={
        <>
          <Button
            kind="primary"
            size="action"
            icon="ticket"
            disabled={!serviceTypeId}
            busy={busy !== null}
            onClick={() => void issue()}
          >
            {t('take')}
          </Button>
          <Button size="action" onClick={onClose}>
            {t('back')}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <h3>{t('chooseService')}</h3>
        <ul className={styles.services}>
          {board.services
            .toSorted((a, b) => a.sort - b.sort)
            .map((service) => {
              const figure = board.figures.services.find((one) => one.serviceTypeId === service.id);
              const closed = figure?.closed ?? null;
              return (
                <li key={service.id}>
                  <button
                    type="button"
                    className={styles.service}
                    aria-pressed={serviceTypeId === service.id}
                    disabled={closed !== null}
                    onClick={() => setServiceTypeId(service.id)}
                  >
                    <Icon name={iconOf(service.icon)} size="1.7em" />
                    <span className={styles.words}>
                      <strong>{named(service.name)}</strong>
                      <small>
                        {closed
                          ? t(`closed.${closed}`)
                          : `${t('waitingCount', { count: figure?.waiting ?? 0 })} · ${
                              !figure || 'noWindow' in figure.expected
                                ? t('expectedNone')
                                : t('expected', {
                                    minutes: format.interval(
                                      Math.round(figure.expected.lowSeconds / 60),
                                      Math.round(figure.expected.highSeconds / 60),
                                    ),
                                  })
                            }`}
                      </small>
                    </span>
                  </button>
                </li>
              );
            })}
        </ul>
        <div className={styles.row}>
          <span className={styles.label}>{t('whoOptional')}</span>
          {holder ? <strong>{holder.maskedName}</strong> : null}
          <Button icon="idCard" onClick={onIdentify}>
            {t('attach')}
          </Button>
        </div>
        <div className={styles.row}>
          <label className={styles.check}>
            <input type="checkbox" checked={elder} onChange={(event) => setElder(event.target.checked)} />
            {t('elderCare')}
          </label>
          <span className={styles.end}>
            <span className={styles.label}>{t('language')}</span>
            <Segmented<Locale>
              label={t('language')}
              value={language}
              onChange={setLanguage}
              options={[
                { value: 'zh-CN', label: t('chinese') },
                { value: 'en', label: t('english') },
              ]}
            />
          </span>
        </div>
        <TextField
          label={t('noteOptional')}
          value={note}
          maxLength={100}
          onChange={(event) => setNote(event.target.value)}
        />
      </div>
    </Sheet>
  );
}

/** The bank configures icons by name; an unknown name falls back to a ticket. */
const iconOf = (name: string): IconName =>
  iconNames.includes(name as IconName) ? (name as IconName) : 'ticket';

// Seldom seen: it must not weigh on the PAD's first load.
const DiversionCard = lazy(() =>
  import('../advice/diversion-card.tsx').then((part) => ({ default: part.DiversionCard })),
);

interface IssuedSheetProps {
  readonly branchId: string;
  readonly issued: IssuedTicket;
  readonly onAgain: () => void;
  readonly onClose: () => void;
}
/** The number to tell the customer, and the code to scan. */
export function IssuedSheet({ branchId, issued, onAgain, onClose }: IssuedSheetProps) {
  const t = useText(queueText);
  const named = useNamed();
  const format = useFormat();
  return (
    <Sheet
      open
      width={620}
      onClose={onClose}
      title={t('taken', { number: issued.ticket.number })}
      actions={
        <>
          <Button kind="primary" size="action" onClick={onClose}>
            {t('done')}
          </Button>
          <Button size="action" icon="plus" onClick={onAgain}>
            {t('another')}
          </Button>
        </>
      }
    >
      <div className={styles.issued}>
        <div>
          {issued.greetingName && <p>{t('greeting', { name: issued.greetingName })}</p>}
          <p className={`ticket-number ${styles.big}`}>{issued.ticket.number}</p>
          <dl className={styles.facts}>
            <dt>{t('business')}</dt>
            <dd>{named(issued.serviceName)}</dd>
            <dt>{t('ahead')}</dt>
            <dd>
              <span className="num">{issued.ahead}</span> {t('people')}
            </dd>
            <dt>{t('expectedWait')}</dt>
            <dd>
              {'noWindow' in issued.expected ? (
                t('noWindow')
              ) : (
                <>
                  <span className="num">
                    {format.interval(
                      Math.round(issued.expected.lowSeconds / 60),
                      Math.round(issued.expected.highSeconds / 60),
                    )}
                  </span>{' '}
                  {t('minutesUnit')}
                </>
              )}
            </dd>
          </dl>
        </div>
        <figure className={styles.code}>
          <Suspense fallback={<span style={{ width: 200, height: 200 }} />}>
            <QrCode
              text={new URL(issued.progressPath, location.origin).href}
              size={200}
              label={t('scanToFollow')}
            />
          </Suspense>
          <figcaption>{t('scanToFollow')}</figcaption>
        </figure>
      </div>
      <Suspense fallback={null}>
        <DiversionCard branchId={branchId} ticketId={issued.ticket.id} />
      </Suspense>
    </Sheet>
  );
}
