import {
  CertificateKind,
  certificateNames,
  staffEndpoints,
  type PostDefinition,
} from '@huiting/contracts/staff';
import { useState } from 'react';
import { useNamed, useText } from '../../../lib/i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { ChoiceChips, SelectField, TextAreaField, TextField } from '../../../ui/field.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { postsText } from '../staff.posts.text.ts';
import { useStaffCommand } from './change-act.ts';
import styles from './staff.module.css';

interface Exclusion {
  readonly other: string;
  readonly rule: { readonly zh: string; readonly en: string };
}

interface EditPostProps {
  /** Null = a duty to be added. */
  readonly post: PostDefinition | null;
  readonly posts: readonly PostDefinition[];
  readonly excludes: readonly Exclusion[];
  readonly onSaved: (code: string) => void;
}

/** A post of the dictionary as head office may change it: every pair it excludes is written with its rule. */
export function EditPost({ post, posts, excludes, onSaved }: EditPostProps) {
  const t = useText(postsText);
  const named = useNamed();
  const toast = useToast();
  const { run, busy } = useStaffCommand();
  const [words, setWords] = useState({
    code: post?.code ?? '',
    nameZh: post?.name.zh ?? '',
    nameEn: post?.name.en ?? '',
    dutiesZh: post?.duties.zh ?? '',
    dutiesEn: post?.duties.en ?? '',
    maxTenureMonths: String(post?.maxTenureMonths ?? ''),
    reason: '',
  });
  const [requires, setRequires] = useState<readonly CertificateKind[]>(post?.requires ?? []);
  const [flags, setFlags] = useState<readonly ('key' | 'retire')[]>([
    ...(post?.isKey ? (['key'] as const) : []),
    ...(post?.isRetired ? (['retire'] as const) : []),
  ]);
  const [others, setOthers] = useState<readonly Exclusion[]>(excludes);
  const field = (name: keyof typeof words, label: string, more: object = {}) => (
    <TextField
      label={label}
      value={words[name]}
      onChange={(event) => setWords({ ...words, [name]: event.target.value })}
      {...more}
    />
  );
  const setOther = (at: number, part: Partial<Exclusion>) =>
    setOthers(others.map((one, index) => (index === at ? { ...one, ...part } : one)));
  const isWhole = [words.code, words.nameZh, words.nameEn, words.reason].every((one) => one.trim() !== '');
  async function save() {
    const months = Number(words.maxTenureMonths);
    const answer = await run(staffEndpoints.savePost, {
      code: words.code,
      version: post?.version ?? 0,
      post: {
        name: { zh: words.nameZh, en: words.nameEn },
        duties: { zh: words.dutiesZh, en: words.dutiesEn },
        requires: [...requires],
        isKey: flags.includes('key'),
        maxTenureMonths: words.maxTenureMonths === '' ? null : months,
        isRetired: flags.includes('retire'),
      },
      excludes: others.map(({ other, rule }) => ({ other, rule })),
      reason: words.reason,
    });
    if (answer === null) return;
    toast({ words: t('saved') });
    onSaved(words.code);
  }
  return (
    <div className={styles.form}>
      {post === null && field('code', t('code'), { hint: t('codeHint') })}
      <div className={styles.two}>
        {field('nameZh', t('nameZh'))}
        {field('nameEn', t('nameEn'))}
      </div>
      <TextAreaField
        label={t('dutiesZh')}
        maxLength={500}
        value={words.dutiesZh}
        onChange={(event) => setWords({ ...words, dutiesZh: event.target.value })}
      />
      <TextAreaField
        label={t('dutiesEn')}
        maxLength={800}
        value={words.dutiesEn}
        onChange={(event) => setWords({ ...words, dutiesEn: event.target.value })}
      />
      <h3>{t('requires')}</h3>
      <ChoiceChips<CertificateKind>
        label={t('requires')}
        options={CertificateKind.options.map((value) => ({ value, label: named(certificateNames[value]) }))}
        chosen={requires}
        onChange={setRequires}
      />
      <h3>{t('kind')}</h3>
      <ChoiceChips<'key' | 'retire'>
        label={t('key')}
        options={[
          { value: 'key', label: t('key') },
          ...(post?.kind === 'main' ? [] : [{ value: 'retire' as const, label: t('retire') }]),
        ]}
        chosen={flags}
        onChange={setFlags}
      />
      {field('maxTenureMonths', t('maxTenureMonths'), { type: 'number', min: 1, max: 120 })}
      <h3>{t('excludes')}</h3>
      {others.map((one, at) => (
        <div key={at} className={styles.verdict}>
          <SelectField
            label={t('post')}
            value={one.other}
            onChange={(event) => setOther(at, { other: event.target.value })}
          >
            {posts
              .filter(({ code }) => code !== words.code)
              .map(({ code, name }) => (
                <option key={code} value={code}>
                  {named(name)}
                </option>
              ))}
          </SelectField>
          <TextField
            label={t('ruleZh')}
            value={one.rule.zh}
            onChange={(event) => setOther(at, { rule: { ...one.rule, zh: event.target.value } })}
          />
          <TextField
            label={t('ruleEn')}
            value={one.rule.en}
            onChange={(event) => setOther(at, { rule: { ...one.rule, en: event.target.value } })}
          />
          <div>
            <Button size="small" onClick={() => setOthers(others.filter((_, index) => index !== at))}>
              {t('remove')}
            </Button>
          </div>
        </div>
      ))}
      <div>
        <Button
          icon="plus"
          onClick={() =>
            setOthers([
              ...others,
              {
                other:
                  posts.find(({ code }) => code !== words.code && !others.some(({ other }) => other === code))
                    ?.code ?? '',
                rule: { zh: '', en: '' },
              },
            ])
          }
        >
          {t('addExclusion')}
        </Button>
      </div>
      {field('reason', t('reason'), { maxLength: 200 })}
      <div>
        <Button kind="primary" disabled={!isWhole} busy={busy !== null} onClick={() => void save()}>
          {t('save')}
        </Button>
      </div>
    </div>
  );
}
