import { staffEndpoints, type PostHolding, type StaffRecord } from '@huiting/contracts/staff';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useNamed, useText } from '../../../lib/i18n.ts';
import { usePermission } from '../../../lib/session.tsx';
import { Button } from '../../../ui/button.tsx';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { SelectField, TextField } from '../../../ui/field.tsx';
import { Sheet } from '../../../ui/sheet.tsx';
import { Tag, type TagKind } from '../../../ui/tag.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { postsQuery, staffChangesQuery } from '../staff.queries.ts';
import { staffText } from '../staff.text.ts';
import { WhenAndWhy } from './when-and-why.tsx';
import { useStaffCommand } from './change-act.ts';
import { ChangePerson, type Unit } from './change-person.tsx';
import { PostVerdict } from './post-verdict.tsx';
import { useToday } from './today.ts';
import styles from './staff.module.css';

const changeKinds: Readonly<Record<string, TagKind>> = {
  pending: 'info',
  approved: 'info',
  applied: 'ok',
  rejected: 'danger',
  returned: 'warn',
  withdrawn: 'idle',
  lapsed: 'danger',
};

interface PostsTabProps {
  readonly record: StaffRecord;
  readonly units: readonly Unit[];
  readonly onApproval: (approval: { readonly branchId: string; readonly id: string }) => void;
}

/** Posts held now and before, duties to give and take, and changes that wait for others. */
export function PostsTab({ record, units, onApproval }: PostsTabProps) {
  const t = useText(staffText);
  const named = useNamed();
  const mayEdit = usePermission('staff.edit') && record.leftOn === null;
  const mayApply = usePermission('staff.apply');
  const changes = useQuery({ ...staffChangesQuery(record.id), enabled: mayApply });
  const [sheet, setSheet] = useState<'duty' | 'change' | PostHolding | null>(null);
  const isRunning = changes.data?.items.some(({ state }) => state === 'pending' || state === 'approved');
  const close = () => setSheet(null);
  return (
    <div className={styles.parts}>
      <section>
        <div className={styles.head}>
          <h3>{t('holdings')}</h3>
          {mayEdit && (
            <Button kind="link" icon="plus" onClick={() => setSheet('duty')}>
              {t('assign')}
            </Button>
          )}
        </div>
        <ul className={styles.rows}>
          {record.holdings.map((one) => (
            <li key={one.id}>
              <strong>{named(one.postName)}</strong>
              <Tag kind={one.until !== null ? 'idle' : one.kind === 'main' ? 'ok' : 'info'}>
                {t(`holding.${one.kind}`)}
              </Tag>
              <span>{one.orgUnitName}</span>
              <Period {...one} />
              {mayEdit && one.kind === 'duty' && one.until === null && (
                <Button size="small" onClick={() => setSheet(one)}>
                  {t('endDuty')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      </section>
      {mayApply && (
        <section>
          <div className={styles.head}>
            <h3>{t('changes')}</h3>
            {changes.data && !isRunning && record.leftOn === null && (
              <Button kind="link" icon="edit" onClick={() => setSheet('change')}>
                {t('change')}
              </Button>
            )}
          </div>
          {changes.error && !changes.data ? (
            <ErrorPanel error={changes.error} onRetry={() => void changes.refetch()} />
          ) : (
            <ul className={styles.rows}>
              {changes.data?.items.map((one) => (
                <li key={one.id}>
                  <strong>{t(`change.${one.kind}`)}</strong>
                  <Tag kind={changeKinds[one.state]!}>{t(`changeState.${one.state}`)}</Tag>
                  {one.to && (
                    <span>
                      {one.to.orgUnitName} · {t(`post.${one.to.post}`)}
                    </span>
                  )}
                  <span className="num">{t('on', { date: one.effectiveOn })}</span>
                  {one.approvalId !== null && (
                    <Button
                      kind="link"
                      onClick={() => onApproval({ branchId: one.keptAt, id: one.approvalId! })}
                    >
                      {t('openApproval')}
                    </Button>
                  )}
                </li>
              ))}
              {changes.data?.items.length === 0 && <li>{t('noChanges')}</li>}
            </ul>
          )}
        </section>
      )}
      {sheet === 'duty' && <AssignDuty record={record} onClose={close} />}
      {sheet === 'change' && <ChangePerson record={record} units={units} onClose={close} />}
      {sheet !== null && typeof sheet === 'object' && (
        <EndDuty record={record} holding={sheet} onClose={close} />
      )}
    </div>
  );
}

function Period({ since, until }: PostHolding) {
  const t = useText(staffText);
  const words =
    until !== null
      ? t('period', { from: since ?? '…', to: until })
      : since === null
        ? t('sinceUnknown')
        : t('since', { date: since });
  return <span className="num">{words}</span>;
}

function AssignDuty({ record, onClose }: { readonly record: StaffRecord; readonly onClose: () => void }) {
  const t = useText(staffText);
  const named = useNamed();
  const toast = useToast();
  const today = useToday();
  const { run, busy } = useStaffCommand();
  const posts = useQuery(postsQuery);
  const duties = posts.data?.posts.filter(({ kind, isRetired }) => kind === 'duty' && !isRetired) ?? [];
  const [words, setWords] = useState({ post: '', from: today, until: '', reason: '' });
  const set = (part: Partial<typeof words>) => setWords({ ...words, ...part });
  async function assign() {
    const { post, from, until, reason } = words;
    const answer = await run(staffEndpoints.assignDuty, {
      staffId: record.id,
      post,
      from,
      until: until === '' ? null : until,
      reason,
    });
    if (answer === null) return;
    toast({ words: t('assigned', { date: from }) });
    onClose();
  }
  return (
    <Sheet
      open
      width={520}
      onClose={onClose}
      title={`${t('assign')} · ${record.name}`}
      actions={
        <>
          <Button
            kind="primary"
            disabled={words.post === '' || words.reason.trim() === ''}
            busy={busy !== null}
            onClick={() => void assign()}
          >
            {t('assign')}
          </Button>
          <Button onClick={onClose}>{t('cancel')}</Button>
        </>
      }
    >
      <div className={styles.form}>
        <SelectField
          label={t('duty')}
          value={words.post}
          onChange={(event) => set({ post: event.target.value })}
        >
          <option value="" />
          {duties.map(({ code, name }) => (
            <option key={code} value={code}>
              {named(name)}
            </option>
          ))}
        </SelectField>
        <div className={styles.two}>
          <TextField
            label={t('from')}
            type="date"
            min={today}
            value={words.from}
            onChange={(event) => set({ from: event.target.value })}
          />
          <TextField
            label={t('endOn')}
            type="date"
            value={words.until}
            onChange={(event) => set({ until: event.target.value })}
          />
        </div>
        <PostVerdict staffId={record.id} post={words.post} from={words.from} />
        <TextField
          label={t('reason')}
          hint={t('reasonNeeded')}
          maxLength={200}
          value={words.reason}
          onChange={(event) => set({ reason: event.target.value })}
        />
      </div>
    </Sheet>
  );
}

function EndDuty({
  record,
  holding,
  onClose,
}: {
  readonly record: StaffRecord;
  readonly holding: PostHolding;
  readonly onClose: () => void;
}) {
  const t = useText(staffText);
  const named = useNamed();
  const toast = useToast();
  const today = useToday();
  const { run, busy } = useStaffCommand();
  const [on, setOn] = useState(today);
  const [reason, setReason] = useState('');
  async function end() {
    const answer = await run(staffEndpoints.endDuty, {
      staffId: record.id,
      holdingId: holding.id,
      on,
      reason,
    });
    if (answer === null) return;
    toast({ words: t('ended', { date: on }) });
    onClose();
  }
  return (
    <Sheet
      open
      width={440}
      onClose={onClose}
      title={t('endDutyTitle', { name: record.name, post: named(holding.postName) })}
      actions={
        <>
          <Button
            kind="danger"
            disabled={reason.trim() === ''}
            busy={busy !== null}
            onClick={() => void end()}
          >
            {t('endDuty')}
          </Button>
          <Button onClick={onClose}>{t('cancel')}</Button>
        </>
      }
    >
      <div className={styles.form}>
        <WhenAndWhy
          day={t('from')}
          today={today}
          on={on}
          onDay={setOn}
          reason={reason}
          onReason={setReason}
          hint={t('reasonNeeded')}
        />
      </div>
    </Sheet>
  );
}
