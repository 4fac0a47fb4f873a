import { hallEndpoints, PatrolItem } from '@huiting/contracts/hall';
import { useState } from 'react';
import { useCommand } from '../../../lib/command.ts';
import { useText } from '../../../lib/i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { ChoiceChips, TextField } from '../../../ui/field.tsx';
import { useProblemToast } from '../../../ui/problem-toast.ts';
import { Sheet } from '../../../ui/sheet.tsx';
import { useToast } from '../../../ui/toast.tsx';
import styles from './worklog.module.css';
import { worklogText } from './worklog.text.ts';

interface PatrolSheetProps {
  readonly branchId: string;
  readonly round: number;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** A round through the hall: eight things to look at; what is wrong is tapped and described. */
export function PatrolSheet({ branchId, round, onDone, onClose }: PatrolSheetProps) {
  const t = useText(worklogText);
  const show = useToast();
  const { run, busy } = useCommand(useProblemToast());
  const [found, setFound] = useState<readonly PatrolItem[]>([]);
  const [words, setWords] = useState<Partial<Record<PatrolItem, string>>>({});
  const [missing, setMissing] = useState(false);

  async function save() {
    const findings = found.map((item) => ({ item, words: (words[item] ?? '').trim() }));
    if (findings.some((finding) => !finding.words)) {
      setMissing(true);
      return;
    }
    const answer = await run(hallEndpoints.recordPatrol, { branchId, findings });
    if (!answer) return;
    show({ words: t('patrolSaved', { round: answer.patrol.round }) });
    onDone();
  }
  return (
    <Sheet
      open
      width={620}
      onClose={onClose}
      title={t('patrolTitle', { round })}
      actions={
        <Button kind="primary" size="action" busy={busy !== null} onClick={() => void save()}>
          {t('patrol')}
        </Button>
      }
    >
      <div className={styles.form}>
        <p className={styles.hint}>{t('patrolHint')}</p>
        <ChoiceChips
          label={t('patrolHint')}
          options={PatrolItem.options.map((value) => ({ value, label: t(`item.${value}`) }))}
          chosen={found}
          onChange={setFound}
        />
        {found.map((item) => (
          <TextField
            key={item}
            label={t('findingOf', { item: t(`item.${item}`) })}
            maxLength={200}
            error={missing && !words[item]?.trim() ? t('needWords') : null}
            value={words[item] ?? ''}
            onChange={(event) => setWords((held) => ({ ...held, [item]: event.target.value }))}
          />
        ))}
      </div>
    </Sheet>
  );
}
