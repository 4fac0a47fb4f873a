import { privacyEndpoints } from '@huiting/contracts/privacy';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useCommand } from '../../../lib/command.ts';
import { useText } from '../../../lib/i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { useProblemToast } from '../../../ui/problem-toast.ts';
import { CodeField } from '../book/code-field.tsx';
import { emptyContact, isCode, isPhone, type ContactProblem } from '../book/contact.ts';
import { PhonePage } from '../frame/phone-page.tsx';
import { myDataText } from './my-data.text.ts';
import styles from './my-data.module.css';

/** The way to one's own data: a code to the phone the bank knows. */
export function PrivacyEntry() {
  const t = useText(myDataText);
  const go = useNavigate();
  const { run, busy } = useCommand(useProblemToast());
  const [contact, setContact] = useState(emptyContact);
  const [problem, setProblem] = useState<ContactProblem | null>(null);
  async function open() {
    if (!isPhone(contact.phone) || !isCode(contact.code)) {
      setProblem({ field: isPhone(contact.phone) ? 'code' : 'phone', words: t('codeWrong') });
      return;
    }
    const answer = await run(
      privacyEndpoints.openMine,
      { phone: contact.phone, phoneCode: contact.code },
      {
        onProblem: ({ code }) => {
          if (code === 'privacy.no_file') setProblem({ field: 'phone', words: t('noFile') });
          else if (code === 'appointment.phone_not_proved')
            setProblem({ field: 'code', words: t('codeWrong') });
          else return false;
          return true;
        },
      },
    );
    if (answer) void go({ to: answer.path.replace(/^\/h5/, '') });
  }
  return (
    <PhonePage
      title={t('title')}
      onBack={() => void go({ to: '/' })}
      foot={
        <Button kind="primary" block size="action" busy={busy !== null} onClick={() => void open()}>
          {t('open')}
        </Button>
      }
    >
      <div className={styles.card}>
        <p>{t('entryHint')}</p>
        <CodeField
          contact={contact}
          onContact={(next) => {
            setContact(next);
            setProblem(null);
          }}
          problem={problem}
          onProblem={setProblem}
        />
      </div>
    </PhonePage>
  );
}
