import { hallEndpoints, type Worklog } from '@huiting/contracts/hall';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useCommand } from '../../../lib/command.ts';
import { useText } from '../../../lib/i18n.ts';
import { useMay } from '../../../lib/may.ts';
import { useMe } from '../../../lib/session.tsx';
import { Button } from '../../../ui/button.tsx';
import { TextAreaField } from '../../../ui/field.tsx';
import { useProblemToast } from '../../../ui/problem-toast.ts';
import { useToast } from '../../../ui/toast.tsx';
import styles from './worklog.module.css';
import { worklogKeys } from './worklog.queries.ts';
import { worklogText } from './worklog.text.ts';

/** The branch manager's word on a submitted log; nothing when it is not theirs to say. */
export function ReviewForm({ worklog }: { readonly worklog: Worklog }) {
  const t = useText(worklogText);
  const me = useMe();
  const show = useToast();
  const queries = useQueryClient();
  const mayReview = useMay(hallEndpoints.reviewWorklog);
  const { run, busy } = useCommand(useProblemToast());
  const [words, setWords] = useState('');
  const [missing, setMissing] = useState(false);
  if (!mayReview || worklog.state !== 'submitted' || worklog.staffId === me.staff?.id) return null;

  async function decide(decision: 'archive' | 'return') {
    if (decision === 'return' && !words.trim()) {
      setMissing(true);
      return;
    }
    const answer = await run(hallEndpoints.reviewWorklog, {
      branchId: worklog.branchId,
      worklogId: worklog.id,
      decision,
      words: words.trim(),
    });
    if (!answer) return;
    await queries.invalidateQueries({ queryKey: worklogKeys.list(worklog.branchId) });
    show({ words: t(decision === 'archive' ? 'archived' : 'sentBack') });
  }
  return (
    <div className={styles.form}>
      <TextAreaField
        label={t('reviewWords')}
        hint={t('reviewHint')}
        error={missing ? t('needWords') : null}
        maxLength={300}
        rows={2}
        value={words}
        onChange={(event) => {
          setWords(event.target.value);
          setMissing(false);
        }}
      />
      <span className={styles.acts}>
        <Button kind="primary" icon="check" busy={busy !== null} onClick={() => void decide('archive')}>
          {t('archive')}
        </Button>
        <Button disabled={busy !== null} onClick={() => void decide('return')}>
          {t('sendBack')}
        </Button>
      </span>
    </div>
  );
}
