import { appointmentEndpoints } from '@huiting/contracts/appointment';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { usePlace } from '../../../features/appointment/remote/use-place.tsx';
import { remoteOfferQuery, type RemoteOffer } from '../../../features/appointment/remote/remote.queries.ts';
import { useCommand } from '../../../lib/command.ts';
import { useFormat } from '../../../lib/format-context.tsx';
import { useNamed, useText } from '../../../lib/i18n.ts';
import { ApiProblem } from '../../../lib/problem.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { TextField } from '../../../ui/field.tsx';
import { Icon } from '../../../ui/icons/icon.tsx';
import { useElderMode } from '../../../ui/modes.ts';
import { ListSkeleton } from '../../../ui/skeleton.tsx';
import { Steps } from '../../../ui/steps.tsx';
import { bookText } from '../book/book.text.ts';
import { CodeField } from '../book/code-field.tsx';
import { emptyContact, isCode, isPhone, type Contact, type ContactProblem } from '../book/contact.ts';
import { FewChoices } from '../frame/few-choices.tsx';
import { PhoneNote } from '../frame/phone-note.tsx';
import { PhonePage } from '../frame/phone-page.tsx';
import { PlaceStep } from './place-step.tsx';
import { takeText } from './take.text.ts';
import styles from './take-page.module.css';

interface TakePageProps {
  readonly branchId: string;
  readonly onHome: () => void;
  readonly onBook: () => void;
  readonly onTaken: (path: string) => void;
}
const stepNames = ['service', 'place', 'contact'] as const;
type StepName = (typeof stepNames)[number];
type Service = RemoteOffer['services'][number];

/** AP-08: business → near enough, or by time → name, phone, code; then the number's own page. */
export default function TakePage({ branchId, onHome, onBook, onTaken }: TakePageProps) {
  const t = useText(takeText);
  const b = useText(bookText);
  const named = useNamed();
  const format = useFormat();
  const [elder] = useElderMode();
  const offer = useQuery(remoteOfferQuery(branchId));
  const [step, setStep] = useState<StepName>('service');
  const [serviceId, setServiceId] = useState<string | null>(null);
  const place = usePlace();
  const [tooFar, setTooFar] = useState<number | null>(null);
  const [contact, setContact] = useState<Contact>(emptyContact);
  const [problem, setProblem] = useState<ContactProblem | null>(null);
  const [mine, setMine] = useState<{ readonly path: string; readonly number: string } | null>(null);
  // sent again after silence it carries the same key: `useCommand` keeps it
  const command = useCommand((error) =>
    setProblem({
      field: 'form',
      words: error instanceof ApiProblem && error.status < 500 ? error.title : t('unknown'),
    }),
  );
  const service = offer.data?.services.find(({ id }) => id === serviceId);
  const byDistance = offer.data?.rule.rule === 'distance';
  const steps: readonly StepName[] = byDistance ? stepNames : stepNames.filter((name) => name !== 'place');
  const known = place.state.kind === 'known' && byDistance;
  const holds = known ? offer.data?.rule.holdMinutes : offer.data?.rule.arriveMinutes;

  function back() {
    if (step === 'service') return onHome();
    setStep(step === 'contact' && byDistance ? 'place' : 'service');
  }
  async function take() {
    if (contact.name.trim() === '') return setProblem({ field: 'name', words: b('nameNeeded') });
    if (!isPhone(contact.phone)) return setProblem({ field: 'phone', words: b('phoneNeeded') });
    if (!isCode(contact.code)) return setProblem({ field: 'code', words: b('codeNeeded') });
    if (serviceId === null) return;
    setProblem(null);
    setMine(null);
    const answer = await command.run(
      appointmentEndpoints.takeNumber,
      {
        branchId,
        serviceTypeId: serviceId,
        name: contact.name.trim(),
        phone: contact.phone.trim(),
        phoneCode: contact.code.trim(),
        position: known && place.state.kind === 'known' ? place.state.place : null,
        elder,
      },
      {
        onProblem: ({ code, title, detail }) => {
          const told = (detail ?? {}) as {
            readonly metres?: number;
            readonly until?: number;
            readonly progressPath?: string | null;
            readonly number?: string | null;
          };
          switch (code) {
            case 'appointment.too_far':
              setTooFar(told.metres ?? 0);
              setStep('place');
              return true;
            case 'appointment.remote_live':
              if (told.progressPath) setMine({ path: told.progressPath, number: told.number ?? '' });
              setProblem({ field: 'form', words: title });
              return true;
            case 'appointment.barred':
              setProblem({
                field: 'form',
                words: told.until === undefined ? title : t('barred', { date: format.day(told.until) }),
              });
              return true;
            case 'appointment.phone_not_proved':
              setProblem({ field: 'code', words: title });
              return true;
            case 'appointment.bad_phone':
              setProblem({ field: 'phone', words: title });
              return true;
            default:
              return false;
          }
        },
      },
    );
    if (answer) onTaken(answer.progressPath);
  }

  if (offer.data && !offer.data.rule.offered) {
    return (
      <PhonePage title={t('title.service')} onBack={onHome}>
        <PhoneNote
          icon="ticket"
          title={t('notOffered')}
          action={
            <Button kind="primary" onClick={onBook}>
              {t('toBook')}
            </Button>
          }
        >
          <p>{t('notOfferedHint')}</p>
        </PhoneNote>
      </PhonePage>
    );
  }
  const at = steps.indexOf(step);
  const busy = command.busy !== null;
  return (
    <PhonePage
      title={t(`title.${step}`)}
      onBack={back}
      foot={
        step === 'contact' ? (
          <Button kind="primary" size="action" block form="take" type="submit" busy={busy}>
            {t(busy ? 'confirming' : 'confirm')}
          </Button>
        ) : undefined
      }
    >
      <Steps
        look="column"
        label={t('steps')}
        steps={steps.map((name, index) => ({
          title: t(`step.${name}`),
          state: index < at ? 'done' : index === at ? 'now' : 'later',
        }))}
      />
      {offer.error && !offer.data && (
        <ErrorPanel error={offer.error} title={t('failed')} onRetry={() => void offer.refetch()} />
      )}
      {offer.isPending && <ListSkeleton rows={5} height={76} />}
      {offer.data && step === 'service' && (
        <>
          <p className={styles.intro}>{t('intro')}</p>
          <FewChoices choices={offer.data.services}>
            {(shown) => (
              <ul className={styles.list}>
                {shown.map((one) => (
                  <li key={one.id}>
                    <button
                      type="button"
                      className={styles.service}
                      disabled={one.closed !== null}
                      onClick={() => {
                        setServiceId(one.id);
                        setStep(byDistance ? 'place' : 'contact');
                      }}
                    >
                      <span className={styles.words}>
                        <strong>{named(one.name)}</strong>
                        <small>{named(one.description)}</small>
                      </span>
                      <QueueNow service={one} />
                    </button>
                  </li>
                ))}
              </ul>
            )}
          </FewChoices>
        </>
      )}
      {offer.data && step === 'place' && (
        <PlaceStep
          rule={offer.data.rule}
          state={place.state}
          tooFar={tooFar}
          onAsk={() => {
            setTooFar(null);
            place.ask();
          }}
          onDecline={place.decline}
          onNext={() => setStep('contact')}
          onBook={onBook}
        />
      )}
      {offer.data && step === 'contact' && service && (
        <form
          id="take"
          noValidate
          className={styles.fields}
          onSubmit={(event) => {
            event.preventDefault();
            void take();
          }}
        >
          <dl className={styles.summary}>
            <div>
              <dt>{t('branch')}</dt>
              <dd>{offer.data.branchName}</dd>
            </div>
            <div>
              <dt>{t('service')}</dt>
              <dd>{named(service.name)}</dd>
            </div>
            <div>
              <dt>{t('now')}</dt>
              <dd>{t('waiting', { count: service.waiting })}</dd>
            </div>
            <div>
              <dt>{t('keeps')}</dt>
              <dd>{t('keepsMinutes', { minutes: holds ?? 0 })}</dd>
            </div>
          </dl>
          {problem?.field === 'form' && (
            <div className={styles.alert} role="alert">
              <Icon name="warnSolid" size="1.3em" />
              <span>{problem.words}</span>
              {mine && (
                <Button size="small" onClick={() => onTaken(mine.path)}>
                  {t('openMine', { number: mine.number })}
                </Button>
              )}
            </div>
          )}
          <TextField
            label={b('name')}
            name="name"
            autoComplete="name"
            placeholder={b('namePlaceholder')}
            maxLength={40}
            value={contact.name}
            onChange={(event) => setContact({ ...contact, name: event.target.value })}
            error={problem?.field === 'name' ? problem.words : null}
          />
          <CodeField contact={contact} onContact={setContact} problem={problem} onProblem={setProblem} />
          <p className={styles.consent}>{t('consent')}</p>
        </form>
      )}
    </PhonePage>
  );
}

function QueueNow({ service }: { readonly service: Service }) {
  const t = useText(takeText);
  const format = useFormat();
  const { closed, expected, waiting } = service;
  if (closed !== null) return <span className={styles.wait}>{t(`closed.${closed}`)}</span>;
  return (
    <span className={styles.wait}>
      {t('waiting', { count: waiting })}
      <small>
        {'noWindow' in expected
          ? t('noWindow')
          : t('wait', {
              range: format.interval(
                Math.round(expected.lowSeconds / 60),
                Math.round(expected.highSeconds / 60),
              ),
            })}
      </small>
    </span>
  );
}
