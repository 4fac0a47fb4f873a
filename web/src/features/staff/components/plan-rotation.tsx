import { type Post, staffEndpoints, type Tenure } from '@huiting/contracts/staff';
import { useState } from 'react';
import { useNamed, useText } from '../../../lib/i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { Sheet } from '../../../ui/sheet.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { useStaffCommand } from './change-act.ts';
import { UnitSelect, type Unit } from './change-person.tsx';
import { PostSelect } from './post-select.tsx';
import { PostVerdict } from './post-verdict.tsx';
import { StaffPicker } from './staff-picker.tsx';
import styles from './staff.module.css';
import { useToday } from './today.ts';
import { postsText } from '../staff.posts.text.ts';
import { WhenAndWhy } from './when-and-why.tsx';

/** Plans where the holder of a key post goes, and who follows. */
export function PlanRotation({
  tenure,
  units,
  onClose,
}: {
  readonly tenure: Tenure;
  readonly units: readonly Unit[];
  readonly onClose: () => void;
}) {
  const t = useText(postsText);
  const named = useNamed();
  const toast = useToast();
  const today = useToday();
  const { run, busy } = useStaffCommand();
  const isMain = tenure.postKind === 'main';
  const [successorId, setSuccessor] = useState<string | null>(null);
  const [post, setPost] = useState<Post>('headOffice');
  const [orgUnitId, setUnit] = useState(tenure.orgUnitId);
  const [plannedOn, setDay] = useState(today);
  const [reason, setReason] = useState('');
  async function submit() {
    const answer = await run(staffEndpoints.planRotation, {
      staffId: tenure.staffId,
      version: tenure.version,
      holdingId: tenure.holdingId,
      successorId: successorId!,
      to: isMain ? { post, orgUnitId } : null,
      plannedOn,
      reason,
    });
    if (answer === null) return;
    toast({ words: t('planSubmitted'), forMs: 5000 });
    onClose();
  }
  return (
    <Sheet
      open
      width={520}
      onClose={onClose}
      title={t('planTitle', { name: tenure.staffName, post: named(tenure.postName) })}
      actions={
        <>
          <Button
            kind="primary"
            disabled={successorId === null || reason.trim() === ''}
            busy={busy !== null}
            onClick={() => void submit()}
          >
            {t('submit')}
          </Button>
          <Button onClick={onClose}>{t('cancel')}</Button>
        </>
      }
    >
      <div className={styles.form}>
        <StaffPicker
          label={t('successor')}
          value={successorId}
          onChange={setSuccessor}
          except={tenure.staffId}
        />
        {successorId !== null && <PostVerdict staffId={successorId} post={tenure.post} from={plannedOn} />}
        {isMain && (
          <>
            <PostSelect label={t('destinationPost')} value={post} onChange={setPost} />
            <UnitSelect units={units} value={orgUnitId} onChange={setUnit} />
          </>
        )}
        <WhenAndWhy
          day={t('plannedOn')}
          today={today}
          on={plannedOn}
          onDay={setDay}
          reason={reason}
          onReason={setReason}
        />
      </div>
    </Sheet>
  );
}
