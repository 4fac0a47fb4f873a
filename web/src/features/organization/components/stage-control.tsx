import { organizationEndpoints, type BranchRecord } from '@huiting/contracts/organization';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useCommand } from '../../../lib/command.ts';
import { useText } from '../../../lib/i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { TextAreaField } from '../../../ui/field.tsx';
import { useProblemToast } from '../../../ui/problem-toast.ts';
import { Sheet } from '../../../ui/sheet.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { organizationKeys } from '../organization.queries.ts';
import { organizationText } from '../organization.text.ts';
import styles from './stage-control.module.css';

interface StageControlProps {
  readonly branch: BranchRecord;
  /** The control is absent without the right. */
  readonly mayManage: boolean;
}

/** Stage of a branch with its consequence, and the way to suspend or reopen it: reason, then one confirmation. */
export function StageControl({ branch, mayManage }: StageControlProps) {
  const t = useText(organizationText);
  const [asking, setAsking] = useState(false);
  const operating = branch.stage === 'operating';
  const changeable = operating || branch.stage === 'suspended';
  return (
    <section className={styles.stage}>
      <div className={styles.words}>
        <span className={styles.now}>
          <Tag kind={operating ? 'ok' : 'idle'} bordered>
            {t(`stage.${branch.stage}`)}
          </Tag>
        </span>
        <p>
          {t(operating ? 'stageOperating' : branch.stage === 'suspended' ? 'stageSuspended' : 'stageOther')}
        </p>
      </div>
      {mayManage && changeable && (
        <Button
          kind={operating ? 'danger' : 'primary'}
          icon={operating ? 'pause' : 'play'}
          onClick={() => setAsking(true)}
        >
          {t(operating ? 'suspend' : 'operate')}
        </Button>
      )}
      {asking && <StageSheet branch={branch} onClose={() => setAsking(false)} />}
    </section>
  );
}

function StageSheet({ branch, onClose }: { readonly branch: BranchRecord; readonly onClose: () => void }) {
  const t = useText(organizationText);
  const toast = useToast();
  const queries = useQueryClient();
  const tell = useProblemToast();
  const command = useCommand(tell);
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const suspend = branch.stage === 'operating';

  async function submit() {
    if (reason.trim() === '') {
      setMissing(true);
      return;
    }
    const answer = await command.run(
      organizationEndpoints.setStage,
      { branchId: branch.id, stage: suspend ? 'suspended' : 'operating', reason: reason.trim() },
      {
        onProblem: (problem) => {
          // somebody else has just done it: show what is true now
          if (problem.code === 'organization.stage_unchanged') void refresh();
          return false;
        },
      },
    );
    if (!answer) return;
    await refresh();
    toast({ words: t(suspend ? 'suspended' : 'operated', { name: branch.name }) });
    onClose();
  }
  const refresh = () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: organizationKeys.branch(branch.id) }),
      queries.invalidateQueries({ queryKey: ['hall', 'overview'] }),
    ]);

  return (
    <Sheet
      open
      onClose={onClose}
      title={t(suspend ? 'suspendTitle' : 'operateTitle', { name: branch.name })}
      actions={
        <>
          <Button
            kind={suspend ? 'danger' : 'primary'}
            busy={command.busy !== null}
            onClick={() => void submit()}
          >
            {t(suspend ? 'suspend' : 'operate')}
          </Button>
          <Button onClick={onClose}>{t('cancel')}</Button>
        </>
      }
    >
      <div className={styles.form}>
        <p>{t(suspend ? 'suspendHint' : 'operateHint')}</p>
        <TextAreaField
          label={t('reason')}
          placeholder={t('reasonPlaceholder')}
          maxLength={200}
          data-autofocus
          value={reason}
          error={missing ? t('reasonNeeded') : null}
          onChange={(event) => {
            setReason(event.target.value);
            setMissing(false);
          }}
        />
      </div>
    </Sheet>
  );
}
