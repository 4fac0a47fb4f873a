import { consentEndpoints, ConsentPurpose, type ConsentText } from '@huiting/contracts/customer/consent';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useCommand } from '../../../lib/command.ts';
import { useFormat } from '../../../lib/format-context.tsx';
import { useNamed, useText } from '../../../lib/i18n.ts';
import { ListPage } from '../../../ui/antd/list-page.tsx';
import { QueryTable } from '../../../ui/antd/query-table.tsx';
import { Button } from '../../../ui/button.tsx';
import { SelectField, TextAreaField, TextField } from '../../../ui/field.tsx';
import { useProblemToast } from '../../../ui/problem-toast.ts';
import { Sheet } from '../../../ui/sheet.tsx';
import { useToast } from '../../../ui/toast.tsx';
import styles from '../privacy.module.css';
import { privacyKeys, textsQuery } from '../privacy.queries.ts';
import { privacyText } from '../privacy.text.ts';

/** Texts of consent by purpose and version, and the next version of each. */
export function TextsScreen() {
  const t = useText(privacyText);
  const named = useNamed();
  const format = useFormat();
  const query = useQuery(textsQuery);
  const [purpose, setPurpose] = useState<ConsentPurpose | null>(null);
  const newest = (of: ConsentPurpose): ConsentText | undefined =>
    query.data?.texts.filter((text) => text.purpose === of).sort((a, b) => b.version - a.version)[0];
  const base = purpose === null ? undefined : newest(purpose);
  return (
    <ListPage
      plain
      title={t('texts')}
      hint={t('textsHint')}
      action={
        <div className={styles.acts}>
          {query.data &&
            ConsentPurpose.options.map((one) => (
              <Button key={one} onClick={() => setPurpose(one)}>
                {`${t('publish')} · ${t(`purpose.${one}`)}`}
              </Button>
            ))}
        </div>
      }
    >
      <QueryTable<ConsentText>
        list="consent-texts"
        rows={query.data?.texts}
        rowKey={(text) => `${text.purpose} ${text.version}`}
        error={query.error}
        onRetry={() => void query.refetch()}
        columns={[
          {
            key: 'what',
            title: t('what'),
            render: (_, text) => <strong>{t(`purpose.${text.purpose}`)}</strong>,
          },
          {
            key: 'version',
            title: t('version'),
            render: (_, text) =>
              text.version === 0 ? t('shipped') : <span className="num">{text.version}</span>,
          },
          {
            key: 'texts',
            title: t('texts'),
            render: (_, text) => (
              <>
                <div>{named(text.title)}</div>
                <div className={styles.long}>{named(text.body)}</div>
              </>
            ),
          },
          {
            key: 'effective',
            title: t('effective'),
            render: (_, text) => <span className="num">{text.effectiveFrom ?? '—'}</span>,
          },
          {
            key: 'asksAgain',
            title: t('asksAgain'),
            render: (_, text) => (text.asksAgain ? t('yes') : t('no')),
          },
          {
            key: 'handler',
            title: t('handler'),
            render: (_, text) =>
              text.publishedAt === null ? '—' : `${text.publishedBy ?? ''} ${format.stamp(text.publishedAt)}`,
          },
        ]}
      />
      {base && <PublishSheet base={base} onClose={() => setPurpose(null)} />}
    </ListPage>
  );
}

function PublishSheet({ base, onClose }: { readonly base: ConsentText; readonly onClose: () => void }) {
  const t = useText(privacyText);
  const toast = useToast();
  const queries = useQueryClient();
  const { run, busy } = useCommand(useProblemToast());
  const [words, setWords] = useState({
    titleZh: base.title.zh,
    titleEn: base.title.en,
    bodyZh: base.body.zh,
    bodyEn: base.body.en,
    effective: '',
    note: '',
  });
  const [asksAgain, setAsksAgain] = useState(true);
  const put = (name: keyof typeof words) => (event: { target: { value: string } }) =>
    setWords({ ...words, [name]: event.target.value });
  const isReady = Object.values(words).every((value) => value.trim() !== '');
  async function publish() {
    const answer = await run(consentEndpoints.publishConsentText, {
      purpose: base.purpose,
      basedOn: base.version,
      effectiveFrom: words.effective,
      title: { zh: words.titleZh, en: words.titleEn },
      body: { zh: words.bodyZh, en: words.bodyEn },
      asksAgain,
      note: words.note,
    });
    if (!answer) return;
    toast({ words: t('published') });
    void queries.invalidateQueries({ queryKey: privacyKeys.texts });
    onClose();
  }
  return (
    <Sheet
      open
      width={640}
      onClose={onClose}
      title={t('publishTitle', { purpose: t(`purpose.${base.purpose}`) })}
      actions={
        <>
          <Button kind="primary" busy={busy !== null} disabled={!isReady} onClick={() => void publish()}>
            {t('publish')}
          </Button>
          <Button onClick={onClose}>{t('cancel')}</Button>
        </>
      }
    >
      <div className={styles.stack}>
        <TextField label={t('titleZh')} maxLength={40} value={words.titleZh} onChange={put('titleZh')} />
        <TextAreaField label={t('bodyZh')} maxLength={2000} value={words.bodyZh} onChange={put('bodyZh')} />
        <TextField label={t('titleEn')} maxLength={40} value={words.titleEn} onChange={put('titleEn')} />
        <TextAreaField label={t('bodyEn')} maxLength={2000} value={words.bodyEn} onChange={put('bodyEn')} />
        <TextField label={t('effective')} type="date" value={words.effective} onChange={put('effective')} />
        <SelectField
          label={t('asksAgain')}
          value={asksAgain ? 'yes' : 'no'}
          onChange={(event) => setAsksAgain(event.target.value === 'yes')}
        >
          <option value="yes">{t('yes')}</option>
          <option value="no">{t('no')}</option>
        </SelectField>
        <TextField label={t('note')} maxLength={200} value={words.note} onChange={put('note')} />
      </div>
    </Sheet>
  );
}
