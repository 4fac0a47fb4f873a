import { appointmentEndpoints } from '@huiting/contracts/appointment';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { slotsQuery } from '../../../features/appointment/appointment.queries.ts';
import { DayStrip } from '../../../features/appointment/components/day-strip.tsx';
import { SlotGrid } from '../../../features/appointment/components/slot-grid.tsx';
import { useCommand } from '../../../lib/command.ts';
import { businessClock } from '../../../lib/clock.ts';
import { useFormat } from '../../../lib/format-context.tsx';
import { useNamed, useText } from '../../../lib/i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { SelectField, TextField } from '../../../ui/field.tsx';
import { useProblemToast } from '../../../ui/problem-toast.ts';
import { Sheet } from '../../../ui/sheet.tsx';
import { ListSkeleton } from '../../../ui/skeleton.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { padText } from '../pad.text.ts';
import styles from './book-sheet.module.css';
import { arrivalKeys } from '../../../features/appointment/arrivals/arrivals.live.ts';

/** Books for a customer who asks in the hall: business, day and half hour, name and phone. */
export function BookSheet({
  branchId,
  onClose,
}: {
  readonly branchId: string;
  readonly onClose: () => void;
}) {
  const t = useText(padText);
  const named = useNamed();
  const format = useFormat();
  const show = useToast();
  const queries = useQueryClient();
  const { run, busy } = useCommand(useProblemToast());
  const [date, setDate] = useState(() => format.businessDate(businessClock.now()));
  const [chosenService, setChosenService] = useState<string | null>(null);
  const [start, setStart] = useState<number | null>(null);
  const [name, setName] = useState('');
  const [phone, setPhone] = useState('');
  const [note, setNote] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  // without a business there are no slots yet: the first one is taken until another is chosen
  const first = useQuery({ ...slotsQuery(branchId, date, null), enabled: chosenService === null });
  const serviceTypeId = chosenService ?? first.data?.services[0]?.id ?? null;
  const day = useQuery({ ...slotsQuery(branchId, date, serviceTypeId), enabled: serviceTypeId !== null });
  const services = day.data?.services ?? [];
  // the slots of another business may still be on the screen while the new ones come
  const slot = day.data?.slots.find((one) => one.start === start && one.left > 0) ?? null;

  async function book() {
    if (!serviceTypeId || !slot || !name.trim() || !phone.trim()) {
      setProblem(t('needAll'));
      return;
    }
    const answer = await run(
      appointmentEndpoints.bookForCustomer,
      {
        branchId,
        serviceTypeId,
        start: slot.start,
        name: name.trim(),
        phone: phone.replace(/\s/g, ''),
        note: note.trim() || null,
      },
      {
        onProblem: (refusal) => {
          setProblem(refusal.title);
          void day.refetch();
          return true;
        },
      },
    );
    if (!answer) return;
    void queries.invalidateQueries({ queryKey: arrivalKeys.day(branchId) });
    show({
      words: t('booked', {
        time: `${format.day(answer.booking.start)} ${format.clock(answer.booking.start)}`,
        code: answer.booking.code,
      }),
      forMs: 8000,
    });
    onClose();
  }
  const changed = () => setProblem(null);
  return (
    <Sheet
      open
      side="side"
      width={620}
      onClose={onClose}
      title={t('bookTitle')}
      actions={
        <>
          <Button kind="primary" size="action" busy={busy !== null} onClick={() => void book()}>
            {t('bookNow')}
          </Button>
          <Button size="action" onClick={onClose}>
            {t('back')}
          </Button>
          {problem && (
            <p className={styles.problem} role="alert">
              {problem}
            </p>
          )}
        </>
      }
    >
      {day.isPending && <ListSkeleton rows={5} />}
      {(first.error ?? day.error) && !day.data && (
        <ErrorPanel
          error={first.error ?? day.error}
          title={t('slotsFailed')}
          onRetry={() => void (serviceTypeId === null ? first : day).refetch()}
        />
      )}
      {day.data && (
        <div className={styles.form}>
          <SelectField
            label={t('chooseService')}
            value={serviceTypeId ?? ''}
            onChange={(event) => {
              setChosenService(event.target.value);
              changed();
            }}
          >
            {services.map((service) => (
              <option key={service.id} value={service.id}>
                {named(service.name)} · {named(service.description)}
              </option>
            ))}
          </SelectField>
          <DayStrip
            days={day.data.days}
            value={date}
            onChange={(next) => {
              setDate(next);
              setStart(null);
              changed();
            }}
          />
          <SlotGrid
            slots={day.data.slots}
            value={slot?.start ?? null}
            onChange={(next) => {
              setStart(next);
              changed();
            }}
          />
          <div className={styles.two}>
            <TextField
              label={t('name')}
              value={name}
              maxLength={40}
              autoComplete="off"
              onChange={(event) => {
                setName(event.target.value);
                changed();
              }}
            />
            <TextField
              label={t('phone')}
              value={phone}
              inputMode="tel"
              maxLength={20}
              autoComplete="off"
              onChange={(event) => {
                setPhone(event.target.value);
                changed();
              }}
            />
          </div>
          <TextField
            label={t('note')}
            value={note}
            maxLength={100}
            onChange={(event) => setNote(event.target.value)}
          />
        </div>
      )}
    </Sheet>
  );
}
