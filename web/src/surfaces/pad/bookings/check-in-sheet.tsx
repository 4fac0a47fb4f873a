import { appointmentEndpoints } from '@huiting/contracts/appointment';
import type { IssuedTicket } from '@huiting/contracts/queue';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { IssuedSheet, useTakeAnswer } from '../../../features/queue/index.ts';
import { useCommand } from '../../../lib/command.ts';
import { useText } from '../../../lib/i18n.ts';
import { useReading } from '../../../lib/peripherals/index.ts';
import { Button } from '../../../ui/button.tsx';
import { TextField } from '../../../ui/field.tsx';
import { useProblemToast } from '../../../ui/problem-toast.ts';
import { Sheet } from '../../../ui/sheet.tsx';
import { padText } from '../pad.text.ts';
import styles from './book-sheet.module.css';
import { arrivalKeys } from '../../../features/appointment/arrivals/arrivals.live.ts';

/** Checks a booking in: the code typed or scanned becomes a ticket. */
export function CheckInSheet({
  branchId,
  onClose,
}: {
  readonly branchId: string;
  readonly onClose: () => void;
}) {
  const t = useText(padText);
  const queries = useQueryClient();
  const take = useTakeAnswer(branchId);
  const { run, busy } = useCommand(useProblemToast());
  const [code, setCode] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [issued, setIssued] = useState<IssuedTicket | null>(null);

  async function checkIn(value: string) {
    setProblem(null);
    const answer = await run(
      appointmentEndpoints.checkIn,
      { branchId, code: value, channel: 'pad' },
      {
        onProblem: (refusal) => {
          setProblem(refusal.title);
          return true;
        },
      },
    );
    if (!answer) return;
    take({ ticket: answer.ticket });
    void queries.invalidateQueries({ queryKey: arrivalKeys.day(branchId) });
    setIssued(answer);
  }
  useReading('scanner', issued ? null : ({ text }) => void checkIn(text));

  function submit(event: FormEvent) {
    event.preventDefault();
    if (code.trim().length >= 4) void checkIn(code.trim());
  }
  if (issued) {
    return (
      <IssuedSheet
        branchId={branchId}
        issued={issued}
        onAgain={() => {
          setIssued(null);
          setCode('');
        }}
        onClose={onClose}
      />
    );
  }
  return (
    <Sheet open width={480} onClose={onClose} title={t('checkIn')}>
      <form className={styles.form} onSubmit={submit}>
        <TextField
          label={t('code')}
          hint={t('checkInHint')}
          error={problem}
          value={code}
          maxLength={120}
          data-autofocus
          autoComplete="off"
          onChange={(event) => {
            setCode(event.target.value);
            setProblem(null);
          }}
        />
        <Button
          type="submit"
          kind="primary"
          size="action"
          busy={busy !== null}
          disabled={code.trim().length < 4}
        >
          {t('checkInNow')}
        </Button>
      </form>
    </Sheet>
  );
}
