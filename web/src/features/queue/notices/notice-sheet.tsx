import type { OrgUnit } from '@huiting/contracts/organization';
import { displayEndpoints, type Notice, type NoticeDraft, type NoticeKind } from '@huiting/contracts/queue';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useCommand } from '../../../lib/command.ts';
import { useText } from '../../../lib/i18n.ts';
import type { ApiProblem } from '../../../lib/problem.ts';
import { Button } from '../../../ui/button.tsx';
import { SelectField, TextAreaField, TextField } from '../../../ui/field.tsx';
import { useProblemToast } from '../../../ui/problem-toast.ts';
import { Sheet } from '../../../ui/sheet.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { missing } from './notices.domain.ts';
import styles from './notices.module.css';
import { noticesKey } from './notices.queries.ts';
import { noticesText } from './notices.text.ts';

interface NoticeSheetProps {
  /** The one to edit; null = a new one of this kind. */
  readonly notice: Notice | null;
  readonly kind: NoticeKind;
  readonly units: readonly OrgUnit[];
  readonly today: string;
  readonly onClose: () => void;
}

function draftOf({ notice, kind, units, today }: NoticeSheetProps): NoticeDraft {
  if (notice === null)
    return {
      orgUnitId: units[0]?.id ?? '',
      kind,
      text: { zh: '', en: '' },
      rates: kind === 'rates' ? [{ name: { zh: '', en: '' }, value: '' }] : [],
      validFrom: today,
      validUntil: null,
      sort: 50,
    };
  const { orgUnitId, text, rates, validFrom, validUntil, sort } = notice;
  return { orgUnitId, kind: notice.kind, text, rates, validFrom, validUntil, sort };
}

/** A notice, or a table of rates, with its days and where it is shown. */
export function NoticeSheet(props: NoticeSheetProps) {
  const { notice, units, onClose } = props;
  const t = useText(noticesText);
  const toast = useToast();
  const queries = useQueryClient();
  const command = useCommand(useProblemToast());
  const [draft, setDraft] = useState<NoticeDraft>(() => draftOf(props));
  const [asked, setAsked] = useState(false);
  const [removing, setRemoving] = useState(false);
  const lacks = asked ? missing(draft) : [];
  const set = (change: Partial<NoticeDraft>) => setDraft((now) => ({ ...now, ...change }));
  const isRates = draft.kind === 'rates';
  const done = async (words: string) => {
    await queries.invalidateQueries({ queryKey: noticesKey });
    toast({ words });
    onClose();
  };
  const onProblem = (problem: ApiProblem): boolean => {
    if (problem.code !== 'queue.notice_changed') return false;
    toast({ words: t('conflict'), kind: 'danger' });
    void queries.invalidateQueries({ queryKey: noticesKey }).then(onClose);
    return true;
  };

  async function save() {
    setAsked(true);
    if (missing(draft).length > 0) return;
    const answer =
      notice === null
        ? await command.run(displayEndpoints.createNotice, { notice: draft })
        : await command.run(
            displayEndpoints.saveNotice,
            { noticeId: notice.id, version: notice.version, notice: draft },
            { onProblem },
          );
    if (answer) await done(t('saved'));
  }
  async function remove() {
    if (notice === null) return;
    const answer = await command.run(
      displayEndpoints.removeNotice,
      { noticeId: notice.id, version: notice.version },
      { onProblem },
    );
    if (answer) await done(t('removed'));
  }

  return (
    <Sheet
      open
      side="side"
      width={620}
      onClose={onClose}
      title={notice === null ? t(isRates ? 'addRates' : 'add') : t(isRates ? 'editRates' : 'editNotice')}
      actions={
        <>
          <Button kind="primary" busy={command.busy !== null} onClick={() => void save()}>
            {t('save')}
          </Button>
          <Button onClick={onClose}>{t('cancel')}</Button>
          {notice !== null && (
            <Button
              kind="danger"
              busy={command.busy !== null}
              onClick={() => (removing ? void remove() : setRemoving(true))}
            >
              {t(removing ? 'removeSure' : 'remove')}
            </Button>
          )}
        </>
      }
    >
      <div className={styles.form}>
        {lacks.length > 0 && (
          <p className={styles.problem} role="alert">
            {lacks.map((what) => t(`missing.${what}`)).join(' · ')}
          </p>
        )}
        {isRates ? (
          <div className={styles.two}>
            <TextField
              label={t('titleZh')}
              maxLength={40}
              data-autofocus
              value={draft.text.zh}
              onChange={(event) => set({ text: { ...draft.text, zh: event.target.value } })}
            />
            <TextField
              label={t('titleEn')}
              maxLength={40}
              value={draft.text.en}
              onChange={(event) => set({ text: { ...draft.text, en: event.target.value } })}
            />
          </div>
        ) : (
          <>
            <TextAreaField
              label={t('textZh')}
              maxLength={120}
              data-autofocus
              value={draft.text.zh}
              onChange={(event) => set({ text: { ...draft.text, zh: event.target.value } })}
            />
            <TextAreaField
              label={t('textEn')}
              hint={t('textEnHint')}
              maxLength={120}
              value={draft.text.en}
              onChange={(event) => set({ text: { ...draft.text, en: event.target.value } })}
            />
          </>
        )}
        {isRates && <RateRows rates={draft.rates} onChange={(rates) => set({ rates })} />}
        <div className={styles.two}>
          <TextField
            type="date"
            label={t('validFrom')}
            value={draft.validFrom}
            onChange={(event) => set({ validFrom: event.target.value })}
          />
          <TextField
            type="date"
            label={t('validUntil')}
            hint={t('validUntilHint')}
            value={draft.validUntil ?? ''}
            onChange={(event) => set({ validUntil: event.target.value || null })}
          />
          <SelectField
            label={t('unit')}
            value={draft.orgUnitId}
            onChange={(event) => set({ orgUnitId: event.target.value })}
          >
            {units.map((unit) => (
              <option key={unit.id} value={unit.id}>
                {unit.name}
              </option>
            ))}
          </SelectField>
          <TextField
            type="number"
            min={0}
            max={999}
            label={t('sort')}
            value={draft.sort}
            onChange={(event) => set({ sort: Number(event.target.value) })}
          />
        </div>
      </div>
    </Sheet>
  );
}

type Rates = NoticeDraft['rates'];
interface RateRowsProps {
  readonly rates: Rates;
  readonly onChange: (rates: Rates) => void;
}
function RateRows({ rates, onChange }: RateRowsProps) {
  const t = useText(noticesText);
  const put = (index: number, change: Partial<Rates[number]>) =>
    onChange(rates.map((rate, at) => (at === index ? { ...rate, ...change } : rate)));
  return (
    <div>
      <table className={styles.rates}>
        <thead>
          <tr>
            <th>{t('rateZh')}</th>
            <th>{t('rateEn')}</th>
            <th>{t('rateValue')}</th>
            <th style={{ width: 40 }} />
          </tr>
        </thead>
        <tbody>
          {rates.map((rate, index) => (
            // oxlint-disable-next-line react/no-array-index-key -- rows have no identity beyond their place
            <tr key={index}>
              <td>
                <input
                  aria-label={t('rateZh')}
                  maxLength={30}
                  value={rate.name.zh}
                  onChange={(event) => put(index, { name: { ...rate.name, zh: event.target.value } })}
                />
              </td>
              <td>
                <input
                  aria-label={t('rateEn')}
                  maxLength={30}
                  value={rate.name.en}
                  onChange={(event) => put(index, { name: { ...rate.name, en: event.target.value } })}
                />
              </td>
              <td>
                <input
                  className="num"
                  aria-label={t('rateValue')}
                  maxLength={20}
                  value={rate.value}
                  onChange={(event) => put(index, { value: event.target.value })}
                />
              </td>
              <td>
                <Button
                  kind="quiet"
                  size="small"
                  icon="trash"
                  aria-label={`${t('remove')} ${rate.name.zh}`}
                  onClick={() => onChange(rates.filter((_, at) => at !== index))}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {rates.length < 24 && (
        <Button
          kind="link"
          icon="plus"
          onClick={() => onChange([...rates, { name: { zh: '', en: '' }, value: '' }])}
        >
          {t('addRow')}
        </Button>
      )}
    </div>
  );
}
