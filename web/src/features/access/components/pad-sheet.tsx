import { padEndpoints, type Pad, type PadGroup } from '@huiting/contracts/access/pads';
import { useState } from 'react';
import { useCommand } from '../../../lib/command.ts';
import { useText } from '../../../lib/i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { TextField } from '../../../ui/field.tsx';
import { useProblemToast } from '../../../ui/problem-toast.ts';
import { Sheet } from '../../../ui/sheet.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { padsText } from '../access.pads.text.ts';
import { PadGroupForm } from './pad-group-form.tsx';
import styles from './pads-panel.module.css';

interface PadSheetProps {
  readonly branchId: string;
  /** Null: a new one, which gets a code. */
  readonly pad: Pad | null;
  readonly people: readonly { readonly userId: string; readonly name: string }[];
  readonly onChanged: () => void;
  readonly onClose: () => void;
}

const bound: PadGroup = { roles: [], ofBranch: true, userIds: [] };

/** Registers a PAD and shows its code, or changes whom one is for. */
export function PadSheet({ branchId, pad, people, onChanged, onClose }: PadSheetProps) {
  const t = useText(padsText);
  const toast = useToast();
  const { run, busy } = useCommand(useProblemToast());
  const [name, setName] = useState('');
  const [group, setGroup] = useState(pad?.group ?? bound);
  const [isMissing, setMissing] = useState(false);
  const [code, setCode] = useState<string | null>(null);

  async function save() {
    if (pad !== null) {
      const basedOn = pad.version;
      if (!(await run(padEndpoints.setPadGroup, { branchId, padId: pad.id, basedOn, group }))) return;
      toast({ words: t('saved') });
      onChanged();
      return onClose();
    }
    if (name.trim() === '') return setMissing(true);
    const made = await run(padEndpoints.createPad, { branchId, name: name.trim(), group });
    if (!made) return;
    setCode(made.code);
    onChanged();
  }
  if (code !== null)
    return (
      <Sheet
        open
        onClose={onClose}
        title={name}
        actions={
          <Button kind="primary" onClick={onClose}>
            {t('close')}
          </Button>
        }
      >
        <div className={styles.code} role="status">
          <span>{t('code')}</span>
          <strong className="num">{code}</strong>
        </div>
      </Sheet>
    );
  return (
    <Sheet
      open
      width={560}
      onClose={onClose}
      title={pad === null ? t('register') : t('changeTitle', { name: pad.name })}
      actions={
        <>
          <Button kind="primary" busy={busy !== null} onClick={() => void save()}>
            {t(pad === null ? 'register' : 'save')}
          </Button>
          <Button onClick={onClose}>{t('cancel')}</Button>
        </>
      }
    >
      <div className={styles.form}>
        {pad === null ? (
          <TextField
            label={t('name')}
            placeholder={t('nameHint')}
            maxLength={40}
            data-autofocus
            value={name}
            error={isMissing ? t('nameNeeded') : null}
            onChange={(event) => {
              setName(event.target.value);
              setMissing(false);
            }}
          />
        ) : (
          <p>{t('changeHint')}</p>
        )}
        <PadGroupForm group={group} people={people} onChange={setGroup} />
      </div>
    </Sheet>
  );
}
