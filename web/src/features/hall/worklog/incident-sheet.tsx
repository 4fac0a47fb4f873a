import { hallEndpoints, IncidentKind } from '@huiting/contracts/hall';
import { useState } from 'react';
import { useCommand } from '../../../lib/command.ts';
import { useText } from '../../../lib/i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { ChoiceChips, TextAreaField } from '../../../ui/field.tsx';
import { useProblemToast } from '../../../ui/problem-toast.ts';
import { Sheet } from '../../../ui/sheet.tsx';
import { useToast } from '../../../ui/toast.tsx';
import styles from './worklog.module.css';
import { worklogText } from './worklog.text.ts';

interface IncidentSheetProps {
  readonly branchId: string;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Something unforeseen, and what was done about it. */
export function IncidentSheet({ branchId, onDone, onClose }: IncidentSheetProps) {
  const t = useText(worklogText);
  const show = useToast();
  const { run, busy } = useCommand(useProblemToast());
  const [kind, setKind] = useState<IncidentKind | null>(null);
  const [words, setWords] = useState('');
  const [handling, setHandling] = useState('');
  const [missing, setMissing] = useState(false);

  async function save() {
    if (kind === null || !words.trim()) {
      setMissing(true);
      return;
    }
    const answer = await run(hallEndpoints.recordIncident, {
      branchId,
      kind,
      words: words.trim(),
      handling: handling.trim(),
    });
    if (!answer) return;
    show({ words: t('incidentSaved') });
    onDone();
  }
  return (
    <Sheet
      open
      width={620}
      onClose={onClose}
      title={t('incidentTitle')}
      actions={
        <Button kind="primary" size="action" busy={busy !== null} onClick={() => void save()}>
          {t('incident')}
        </Button>
      }
    >
      <div className={styles.form}>
        <ChoiceChips
          single
          label={t('incidentKind')}
          options={IncidentKind.options.map((value) => ({ value, label: t(`kind.${value}`) }))}
          chosen={kind === null ? [] : [kind]}
          onChange={(chosen) => setKind(chosen[0] ?? null)}
        />
        <TextAreaField
          label={t('incidentWords')}
          error={missing ? t('needIncident') : null}
          maxLength={300}
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
        <TextAreaField
          label={t('incidentHandling')}
          maxLength={300}
          rows={2}
          value={handling}
          onChange={(event) => setHandling(event.target.value)}
        />
      </div>
    </Sheet>
  );
}
