import { appointmentEndpoints } from '@huiting/contracts/appointment';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { inboxQuery } from '../../../features/appointment/appointment.queries.ts';
import { InboxList } from '../../../features/appointment/components/inbox-list.tsx';
import { call } from '../../../lib/api.ts';
import { useText } from '../../../lib/i18n.ts';
import { hasCode } from '../../../lib/problem.ts';
import { Button } from '../../../ui/button.tsx';
import { useCountdown } from '../../../ui/countdown-ring.tsx';
import { TextField } from '../../../ui/field.tsx';
import { useProblemToast } from '../../../ui/problem-toast.ts';
import { Sheet } from '../../../ui/sheet.tsx';
import { bookText } from './book.text.ts';
import styles from './code-field.module.css';
import { isPhone, type Contact, type ContactProblem } from './contact.ts';

/** Seconds of wall time until another code may be asked for. */
const againAfter = 60;

interface CodeFieldProps {
  readonly contact: Contact;
  readonly onContact: (contact: Contact) => void;
  readonly problem: ContactProblem | null;
  readonly onProblem: (problem: ContactProblem) => void;
}

/** Phone and one-time code. In the demo the code arrives in a simulated inbox. */
export function CodeField({ contact, onContact, problem, onProblem }: CodeFieldProps) {
  const t = useText(bookText);
  const tell = useProblemToast();
  const demo = useQuery({ ...inboxQuery(''), refetchInterval: false });
  const [sending, setSending] = useState(false);
  const [sent, setSent] = useState<{ readonly round: number; readonly minutes: number } | null>(null);
  const [reading, setReading] = useState(false);
  const left = useCountdown(sent === null ? null : againAfter, () => {}, sent?.round);
  const errorOf = (field: ContactProblem['field']) => (problem?.field === field ? problem.words : null);
  const digits = (text: string) => text.replace(/\D/g, '');

  async function send() {
    if (!isPhone(contact.phone)) {
      onProblem({ field: 'phone', words: t('phoneNeeded') });
      return;
    }
    setSending(true);
    try {
      const { expiresInSeconds } = await call(appointmentEndpoints.sendPhoneCode, {
        phone: contact.phone.trim(),
      });
      setSent({ round: (sent?.round ?? 0) + 1, minutes: Math.round(expiresInSeconds / 60) });
    } catch (error) {
      if (hasCode(error, 'appointment.bad_phone')) onProblem({ field: 'phone', words: t('phoneNeeded') });
      else tell(error);
    } finally {
      setSending(false);
    }
  }

  return (
    <>
      <TextField
        label={t('phone')}
        name="phone"
        type="tel"
        inputMode="tel"
        autoComplete="tel-national"
        placeholder={t('phonePlaceholder')}
        maxLength={11}
        value={contact.phone}
        onChange={(event) => onContact({ ...contact, phone: digits(event.target.value) })}
        error={errorOf('phone')}
      />
      <TextField
        label={t('code')}
        name="code"
        inputMode="numeric"
        autoComplete="one-time-code"
        placeholder={t('codePlaceholder')}
        maxLength={6}
        value={contact.code}
        onChange={(event) => onContact({ ...contact, code: digits(event.target.value) })}
        error={errorOf('code')}
        hint={sent ? t('sent', { minutes: sent.minutes }) : undefined}
        end={
          <Button kind="link" busy={sending} disabled={left > 0} onClick={() => void send()}>
            {left > 0 ? t('again', { seconds: left }) : sent ? t('resend') : t('send')}
          </Button>
        }
      />
      {demo.data && sent && (
        <Button kind="tint" size="small" icon="chat" onClick={() => setReading(true)}>
          {t('openInbox')}
        </Button>
      )}
      <Sheet open={reading} onClose={() => setReading(false)} title={t('inbox')} side="bottom">
        <div className={styles.inbox}>
          <InboxList
            phone={contact.phone}
            onCode={(code) => {
              onContact({ ...contact, code });
              setReading(false);
            }}
          />
          <a href="/h5/inbox" target="_blank" rel="noreferrer">
            {t('wholeInbox')}
          </a>
        </div>
      </Sheet>
    </>
  );
}
