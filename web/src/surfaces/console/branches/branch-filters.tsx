import { BranchFormat, BranchStage } from '@huiting/contracts/organization';
import { Input, Select } from 'antd';
import { useEffect, useState } from 'react';
import { organizationText } from '../../../features/organization/organization.text.ts';
import { useText } from '../../../lib/i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { Icon } from '../../../ui/icons/icon.tsx';
import styles from './branch-filters.module.css';
import type { BranchChange, BranchSearch } from './branches.search.ts';
import { branchesText } from './branches.text.ts';

interface BranchFiltersProps {
  readonly search: BranchSearch;
  readonly onChange: (change: BranchChange) => void;
}

/** Query bar; what is chosen goes to the address at once, words with Enter. */
export function BranchFilters({ search, onChange }: BranchFiltersProps) {
  const t = useText(branchesText);
  const o = useText(organizationText);
  const [words, setWords] = useState(search.q ?? '');
  useEffect(() => setWords(search.q ?? ''), [search.q]);
  const apply = () => onChange({ q: words.trim() || undefined });
  return (
    <form
      className={styles.bar}
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        apply();
      }}
    >
      <Input
        prefix={<Icon name="search" />}
        placeholder={t('search')}
        aria-label={t('search')}
        value={words}
        maxLength={60}
        allowClear
        onChange={(event) => {
          setWords(event.target.value);
          if (event.target.value === '') onChange({ q: undefined });
        }}
        className={styles.words ?? ''}
      />
      <Select<NonNullable<BranchSearch['format']> | ''>
        value={search.format ?? ''}
        aria-label={t('format', { format: search.format ? o(`format.${search.format}`) : t('all') })}
        onChange={(value) => onChange({ format: value === '' ? undefined : value })}
        options={['' as const, ...BranchFormat.options].map((value) => ({
          value,
          label: t('format', { format: value === '' ? t('all') : o(`format.${value}`) }),
        }))}
        className={styles.select ?? ''}
      />
      <Select<BranchStage | ''>
        value={search.stage ?? ''}
        aria-label={t('stage', { stage: search.stage ? o(`stage.${search.stage}`) : t('all') })}
        onChange={(value) => onChange({ stage: value === '' ? undefined : value })}
        options={['' as const, ...BranchStage.options].map((value) => ({
          value,
          label: t('stage', { stage: value === '' ? t('all') : o(`stage.${value}`) }),
        }))}
        className={styles.select ?? ''}
      />
      <Button type="submit" kind="primary">
        {t('query')}
      </Button>
      {(search.q ?? search.format ?? search.stage) !== undefined && (
        <Button kind="link" onClick={() => onChange({ q: undefined, format: undefined, stage: undefined })}>
          {t('clear')}
        </Button>
      )}
    </form>
  );
}
