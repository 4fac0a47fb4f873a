import { Grade, staffEndpoints, type AppraisalItem } from '@huiting/contracts/staff';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
import { usePermission } from '../../../lib/session.tsx';
import { QueryTable } from '../../../ui/antd/query-table.tsx';
import { Button } from '../../../ui/button.tsx';
import { SelectField, TextField } from '../../../ui/field.tsx';
import { Sheet } from '../../../ui/sheet.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { useStaffCommand } from './change-act.ts';
import { ScoreTable } from './score-table.tsx';
import styles from './staff.module.css';
import { postsText } from '../staff.posts.text.ts';
import { appraisalQuery } from '../staff.queries.ts';
import { staffText } from '../staff.text.ts';

/** Everybody's score of one appraisal, and how it came about. */
export function AppraisalItems({
  open,
  mayManage,
}: {
  readonly open: { readonly id: string; readonly at: string };
  readonly mayManage: boolean;
}) {
  const t = useText(postsText);
  const s = useText(staffText);
  const format = useFormat();
  const toast = useToast();
  const { run, busy } = useStaffCommand();
  const query = useQuery(appraisalQuery(open.id, open.at));
  const [reviewing, setReviewing] = useState<AppraisalItem | null>(null);
  const appraisal = query.data?.appraisal;
  const isDraft = appraisal?.state === 'draft';
  async function submit() {
    const answer = await run(staffEndpoints.submitAppraisal, { appraisalId: open.id, keptAt: open.at });
    if (answer !== null) toast({ words: t('submitted') });
  }
  return (
    <>
      <div className={styles.head}>
        <h2>
          {appraisal?.name}{' '}
          {appraisal && (
            <span className={styles.note}>{t('rulesVersion', { version: appraisal.rulesVersion })}</span>
          )}
        </h2>
        {mayManage && isDraft && (
          <Button kind="primary" busy={busy !== null} onClick={() => void submit()}>
            {t('submitAppraisal')}
          </Button>
        )}
      </div>
      <QueryTable<AppraisalItem>
        list="appraisal-items"
        rows={query.data?.items}
        rowKey={({ staffId }) => staffId}
        error={query.error}
        onRetry={() => void query.refetch()}
        emptyWords={t('none')}
        onOpen={setReviewing}
        scrollX={900}
        columns={[
          { key: 'person', title: t('person'), render: (_, one) => `${one.name} ${one.number}` },
          { key: 'post', title: t('post'), render: (_, one) => s(`post.${one.post}`) },
          { key: 'unit', title: t('unit'), dataIndex: 'orgUnitName' },
          { key: 'present', title: t('present'), render: (_, one) => one.present ?? '—' },
          {
            key: 'score',
            title: t('score'),
            align: 'right',
            render: (_, one) => <span className="num">{format.decimal(one.score)}</span>,
          },
          { key: 'suggested', title: t('suggested'), dataIndex: 'suggested' },
          {
            key: 'grade',
            title: t('grade'),
            render: (_, one) => (
              <span className={styles.tags}>
                <Tag kind={one.grade === one.suggested ? 'info' : 'warn'}>{one.grade}</Tag>
                {one.reviewedBy !== null && (
                  <span className={styles.note}>{t('reviewedBy', { name: one.reviewedBy })}</span>
                )}
              </span>
            ),
          },
        ]}
      />
      {reviewing && (
        <Review open={open} item={reviewing} isDraft={isDraft} onClose={() => setReviewing(null)} />
      )}
    </>
  );
}

function Review({
  open,
  item,
  isDraft,
  onClose,
}: {
  readonly open: { readonly id: string; readonly at: string };
  readonly item: AppraisalItem;
  readonly isDraft: boolean;
  readonly onClose: () => void;
}) {
  const t = useText(postsText);
  const toast = useToast();
  const mayReview = usePermission('staff.edit') && isDraft;
  const { run, busy } = useStaffCommand();
  const [grade, setGrade] = useState(item.grade);
  const [reason, setReason] = useState('');
  async function review() {
    const answer = await run(staffEndpoints.reviewGrade, {
      appraisalId: open.id,
      keptAt: open.at,
      staffId: item.staffId,
      version: item.version,
      grade,
      reason,
    });
    if (answer === null) return;
    toast({ words: t('saved') });
    onClose();
  }
  return (
    <Sheet
      open
      width={520}
      onClose={onClose}
      title={t('reviewTitle', { name: item.name })}
      actions={
        mayReview && (
          <Button
            kind="primary"
            disabled={reason.trim() === ''}
            busy={busy !== null}
            onClick={() => void review()}
          >
            {t('review')}
          </Button>
        )
      }
    >
      <div className={styles.form}>
        <ScoreTable item={item} />
        {item.reviewReason !== null && (
          <p className={styles.note}>
            {t('reviewedBy', { name: item.reviewedBy ?? '' })}：{item.reviewReason}
          </p>
        )}
        {mayReview && (
          <>
            <SelectField
              label={t('grade')}
              value={grade}
              onChange={(event) => setGrade(event.target.value as Grade)}
            >
              {Grade.options.map((value) => (
                <option key={value} value={value}>
                  {value}
                </option>
              ))}
            </SelectField>
            <TextField
              label={t('reason')}
              maxLength={200}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          </>
        )}
      </div>
    </Sheet>
  );
}
