import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { appointmentEndpoints } from '@huiting/contracts/appointment';
import { appointmentKeys, slotsQuery } from '../../../features/appointment/appointment.queries.ts';
import { openBranchesQuery } from '../../../features/organization/organization.queries.ts';
import { useCommand } from '../../../lib/command.ts';
import { useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
import { ApiProblem } from '../../../lib/problem.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { useProblemToast } from '../../../ui/problem-toast.ts';
import { ListSkeleton } from '../../../ui/skeleton.tsx';
import { Steps } from '../../../ui/steps.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { PhoneNote } from '../frame/phone-note.tsx';
import { PhonePage } from '../frame/phone-page.tsx';
import { h5Text } from '../h5.text.ts';
import styles from './book-page.module.css';
import { bookText } from './book.text.ts';
import { ContactStep } from './contact-step.tsx';
import { emptyContact, type Contact, type ContactProblem } from './contact.ts';
import { ServiceStep } from './service-step.tsx';
import { TimeStep } from './time-step.tsx';

/** What has been chosen so far; lives in the address, so that the phone's own back button takes one step back. */
export interface BookChoice {
  readonly service?: string;
  readonly date?: string;
  readonly start?: number;
}
interface BookPageProps {
  readonly branchId: string;
  readonly choice: BookChoice;
  readonly onChoice: (choice: BookChoice, options?: { readonly replace?: boolean }) => void;
  readonly onBack: () => void;
  readonly onHome: () => void;
  /** Rather a number now. */
  readonly onTake: () => void;
  readonly onBooked: (path: string) => void;
}
const stepNames = ['service', 'time', 'contact'] as const;

/** Service → day and slot → name, phone, one-time code. */
export function BookPage({ branchId, choice, onChoice, onBack, onHome, onTake, onBooked }: BookPageProps) {
  const t = useText(bookText);
  const h = useText(h5Text);
  const format = useFormat();
  const toast = useToast();
  const tellProblem = useProblemToast();
  const queries = useQueryClient();
  const branches = useQuery(openBranchesQuery(''));
  const branch = branches.data?.branches.find((one) => one.id === branchId);
  const date = choice.date ?? branch?.today.date ?? null;
  const slots = useQuery({
    ...slotsQuery(branchId, date ?? '', choice.service ?? null),
    enabled: branch !== undefined && date !== null,
  });
  const [contact, setContact] = useState<Contact>(emptyContact);
  const [problem, setProblem] = useState<ContactProblem | null>(null);
  // the same booking sent again after silence carries the same key: `useCommand` keeps it
  const command = useCommand((error) => {
    if (error instanceof ApiProblem && error.status < 500) tellProblem(error);
    else setProblem({ field: 'form', words: t('unknown') });
  });

  const step = choice.service === undefined ? 'service' : choice.start === undefined ? 'time' : 'contact';
  const service = slots.data?.services.find((one) => one.id === choice.service);

  function barredWords(detail: unknown): string | null {
    const { until } = (detail ?? {}) as { readonly until?: unknown };
    return typeof until === 'number' ? t('barred', { date: format.day(until) }) : null;
  }
  function chooseAgain(words: string) {
    toast({ words, kind: 'warn', forMs: 5_000 });
    void queries.invalidateQueries({ queryKey: appointmentKeys.slots(branchId) });
    onChoice({ ...withoutStart(choice) }, { replace: true });
  }
  async function submit() {
    if (choice.service === undefined || choice.start === undefined) return;
    setProblem(null);
    const booking = await command.run(
      appointmentEndpoints.bookByPhone,
      {
        branchId,
        serviceTypeId: choice.service,
        start: choice.start,
        name: contact.name.trim(),
        phone: contact.phone.trim(),
        phoneCode: contact.code.trim(),
        note: contact.note.trim() || null,
      },
      {
        onProblem: ({ code, title, detail }) => {
          switch (code) {
            case 'appointment.barred':
              setProblem({ field: 'form', words: barredWords(detail) ?? title });
              return true;
            case 'appointment.slot_full':
              chooseAgain(t('taken'));
              return true;
            case 'appointment.slot_closed':
              chooseAgain(t('closedSlot'));
              return true;
            case 'appointment.phone_not_proved':
              setProblem({ field: 'code', words: title });
              return true;
            case 'appointment.bad_phone':
              setProblem({ field: 'phone', words: title });
              return true;
            case 'appointment.already_booked':
              setProblem({ field: 'day', words: t('already') });
              return true;
            default:
              return false;
          }
        },
      },
    );
    if (booking) onBooked(booking.path);
  }

  if (branches.data && !branch) {
    return (
      <PhonePage title={h('home')} onBack={onHome}>
        <PhoneNote
          icon="store"
          title={t('branchGone')}
          action={
            <Button kind="primary" onClick={onHome}>
              {t('chooseOther')}
            </Button>
          }
        >
          <p>{t('branchGoneHint')}</p>
        </PhoneNote>
      </PhonePage>
    );
  }
  const failed = branches.error ?? slots.error;
  const at = stepNames.indexOf(step);
  return (
    <PhonePage
      title={t(`title.${step}`)}
      onBack={onBack}
      foot={
        step === 'contact' ? (
          <Button
            kind="primary"
            size="action"
            block
            form="contact"
            type="submit"
            busy={command.busy === appointmentEndpoints.bookByPhone.id}
          >
            {command.busy === appointmentEndpoints.bookByPhone.id ? t('confirming') : t('confirm')}
          </Button>
        ) : undefined
      }
    >
      <div className={styles.steps}>
        <Steps
          look="column"
          label={t('steps')}
          steps={stepNames.map((name, index) => ({
            title: t(`step.${name}`),
            state: index < at ? 'done' : index === at ? 'now' : 'later',
          }))}
        />
      </div>
      {failed && !slots.data ? (
        <ErrorPanel
          error={failed}
          title={t('slotsFailed')}
          onRetry={() => void (branches.error ? branches.refetch() : slots.refetch())}
        />
      ) : !branch || !slots.data || date === null ? (
        <ListSkeleton rows={6} height={76} />
      ) : step === 'service' ? (
        <ServiceStep
          branch={branch}
          services={slots.data.services}
          onTake={onTake}
          onChoose={(id) => onChoice({ service: id })}
        />
      ) : step === 'time' ? (
        <TimeStep
          days={slots.data.days}
          date={date}
          slots={slots.isPlaceholderData ? null : slots.data.slots}
          onDate={(next) => onChoice({ ...withoutStart(choice), date: next }, { replace: true })}
          onSlot={(start) => {
            setProblem(null);
            onChoice({ ...choice, date, start });
          }}
        />
      ) : (
        <ContactStep
          branch={branch}
          serviceName={service?.name ?? null}
          start={choice.start ?? 0}
          end={slots.data.slots.find((slot) => slot.start === choice.start)?.end ?? null}
          contact={contact}
          onContact={(next) => {
            setContact(next);
            setProblem(null);
          }}
          problem={problem}
          onProblem={setProblem}
          onChangeTime={() => onChoice(withoutStart(choice), { replace: true })}
          onSubmit={() => void submit()}
        />
      )}
    </PhonePage>
  );
}

function withoutStart({ start: _start, ...rest }: BookChoice): BookChoice {
  return rest;
}
