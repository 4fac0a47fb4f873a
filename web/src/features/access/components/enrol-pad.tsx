import { padEndpoints } from '@huiting/contracts/access/pads';
import { useState } from 'react';
import { useCommand } from '../../../lib/command.ts';
import { useText } from '../../../lib/i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { TextField } from '../../../ui/field.tsx';
import { useProblemToast } from '../../../ui/problem-toast.ts';
import { Sheet } from '../../../ui/sheet.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { padsText } from '../access.pads.text.ts';

/** Makes this browser a registered PAD: the code that was made for it, typed once. */
export function EnrolPad({ onClose }: { readonly onClose: () => void }) {
  const t = useText(padsText);
  const toast = useToast();
  const { run, busy } = useCommand(useProblemToast());
  const [code, setCode] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);
  async function enrol() {
    const answer = await run(
      padEndpoints.enrolPad,
      { code: code.trim() },
      {
        onProblem: ({ code: why, title }) => {
          if (why !== 'access.code_invalid' && why !== 'access.device_has_no_key') return false;
          setWrong(title);
          return true;
        },
      },
    );
    if (!answer) return;
    toast({ words: t('enrolled') });
    onClose();
  }
  return (
    <Sheet
      open
      onClose={onClose}
      title={t('enrol')}
      actions={
        <>
          <Button
            kind="primary"
            busy={busy !== null}
            disabled={code.trim().length < 4}
            onClick={() => void enrol()}
          >
            {t('enrol')}
          </Button>
          <Button onClick={onClose}>{t('cancel')}</Button>
        </>
      }
    >
      <TextField
        label={t('enrolCode')}
        hint={t('enrolHint')}
        error={wrong}
        autoCapitalize="characters"
        autoComplete="off"
        data-autofocus
        maxLength={20}
        value={code}
        onChange={(event) => {
          setCode(event.target.value);
          setWrong(null);
        }}
      />
    </Sheet>
  );
}
