import { Grade, staffEndpoints, type Appraisal, type AppraisalItem } from '@huiting/contracts/staff';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
import { usePermission } from '../../../lib/session.tsx';
import { ListPage } from '../../../ui/antd/list-page.tsx';
import { QueryTable } from '../../../ui/antd/query-table.tsx';
import { Button } from '../../../ui/button.tsx';
import { SelectField, TextField } from '../../../ui/field.tsx';
import { Sheet } from '../../../ui/sheet.tsx';
import { Tag, type TagKind } from '../../../ui/tag.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { useStaffCommand } from '../components/change-act.ts';
import { UnitSelect, type Unit } from '../components/change-person.tsx';
import { GradeRulesSheet } from '../components/grade-rules-sheet.tsx';
import { ScoreTable } from '../components/score-table.tsx';
import styles from '../components/staff.module.css';
import { useToday } from '../components/today.ts';
import { postsText } from '../staff.posts.text.ts';
import { appraisalQuery, appraisalsQuery } from '../staff.queries.ts';
import { staffText } from '../staff.text.ts';

const kinds: Readonly<Record<Appraisal['state'], TagKind>> = {
  draft: 'warn',
  pending: 'info',
  published: 'ok',
  rejected: 'danger',
  returned: 'warn',
  withdrawn: 'idle',
};

interface GradesScreenProps {
  /** The appraisal that is open and where it is kept, from the address. */
  readonly open: { readonly id: string; readonly at: string } | null;
  readonly onOpen: (appraisal: { readonly id: string; readonly at: string } | null) => void;
  readonly units: readonly Unit[];
  readonly onApproval: (approval: { readonly branchId: string; readonly id: string }) => void;
}

/** OS-05: appraisals of the scope; one open below the list with everybody's score and how it came about. */
export function GradesScreen({ open, onOpen, units, onApproval }: GradesScreenProps) {
  const t = useText(postsText);
  const query = useQuery(appraisalsQuery);
  const mayManage = usePermission('staff.manage');
  const [sheet, setSheet] = useState<'open' | 'rules' | null>(null);
  return (
    <ListPage
      title={t('gradesTitle')}
      hint={t('gradesHint')}
      action={
        <span className={styles.tags}>
          <Button onClick={() => setSheet('rules')}>{t('rules')}</Button>
          {mayManage && (
            <Button kind="primary" icon="plus" onClick={() => setSheet('open')}>
              {t('openAppraisal')}
            </Button>
          )}
        </span>
      }
    >
      <QueryTable<Appraisal>
        rows={query.data?.appraisals}
        rowKey={({ id }) => id}
        error={query.error}
        onRetry={() => void query.refetch()}
        refreshing={query.isFetching}
        emptyWords={t('none')}
        selectedKey={open?.id ?? null}
        onOpen={({ id, keptAt }) => onOpen({ id, at: keptAt })}
        scrollX={860}
        columns={[
          { title: t('appraisalName'), dataIndex: 'name' },
          { title: t('unit'), dataIndex: 'orgUnitName' },
          {
            title: t('period'),
            render: (_, one) => (
              <span className="num">
                {one.fromMonth} – {one.untilMonth}
              </span>
            ),
          },
          {
            title: t('count'),
            align: 'right',
            render: (_, one) => <span className="num">{t('people', { count: one.people })}</span>,
          },
          { title: t('openedBy'), dataIndex: 'openedBy' },
          {
            title: t('state'),
            render: (_, one) => <Tag kind={kinds[one.state]}>{t(`appraisal.${one.state}`)}</Tag>,
          },
          {
            title: t('acts'),
            render: (_, one) =>
              one.approvalId !== null && (
                <Button kind="link" onClick={() => onApproval({ branchId: one.keptAt, id: one.approvalId! })}>
                  {t('openApproval')}
                </Button>
              ),
          },
        ]}
      />
      {open && <Items key={open.id} open={open} mayManage={mayManage} />}
      {sheet === 'open' && (
        <OpenSheet units={units} onClose={() => setSheet(null)} onOpened={(one) => onOpen(one)} />
      )}
      {sheet === 'rules' && <GradeRulesSheet mayManage={mayManage} onClose={() => setSheet(null)} />}
    </ListPage>
  );
}

function Items({
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
        rows={query.data?.items}
        rowKey={({ staffId }) => staffId}
        error={query.error}
        onRetry={() => void query.refetch()}
        emptyWords={t('none')}
        onOpen={setReviewing}
        scrollX={900}
        columns={[
          { title: t('person'), render: (_, one) => `${one.name} ${one.number}` },
          { title: t('post'), render: (_, one) => s(`post.${one.post}`) },
          { title: t('unit'), dataIndex: 'orgUnitName' },
          { title: t('present'), render: (_, one) => one.present ?? '—' },
          {
            title: t('score'),
            align: 'right',
            render: (_, one) => <span className="num">{format.decimal(one.score)}</span>,
          },
          { title: t('suggested'), dataIndex: 'suggested' },
          {
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

function OpenSheet({
  units,
  onClose,
  onOpened,
}: {
  readonly units: readonly Unit[];
  readonly onClose: () => void;
  readonly onOpened: (appraisal: { readonly id: string; readonly at: string }) => void;
}) {
  const t = useText(postsText);
  const month = useToday().slice(0, 7);
  const { run, busy } = useStaffCommand();
  const [orgUnitId, setUnit] = useState(units[0]?.id ?? '');
  const [words, setWords] = useState({ name: '', fromMonth: month, untilMonth: month });
  const field = (name: keyof typeof words, label: string, type: string) => (
    <TextField
      label={label}
      type={type}
      maxLength={60}
      value={words[name]}
      onChange={(event) => setWords({ ...words, [name]: event.target.value })}
    />
  );
  async function start() {
    const answer = await run(staffEndpoints.openAppraisal, { orgUnitId, ...words });
    if (answer === null) return;
    onOpened({ id: answer.appraisal.id, at: answer.appraisal.keptAt });
    onClose();
  }
  return (
    <Sheet
      open
      width={480}
      onClose={onClose}
      title={t('openAppraisal')}
      actions={
        <>
          <Button
            kind="primary"
            disabled={orgUnitId === '' || words.name.trim() === ''}
            busy={busy !== null}
            onClick={() => void start()}
          >
            {t('openAppraisal')}
          </Button>
          <Button onClick={onClose}>{t('cancel')}</Button>
        </>
      }
    >
      <div className={styles.form}>
        <UnitSelect units={units} value={orgUnitId} onChange={setUnit} />
        {field('name', t('appraisalName'), 'text')}
        <div className={styles.two}>
          {field('fromMonth', t('fromMonth'), 'month')}
          {field('untilMonth', t('untilMonth'), 'month')}
        </div>
      </div>
    </Sheet>
  );
}
