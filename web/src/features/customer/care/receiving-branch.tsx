import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { useText } from '../../../lib/i18n.ts';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { SelectField, TextField } from '../../../ui/field.tsx';
import { receiversQuery } from './care.queries.ts';
import { careText } from './care.text.ts';
import styles from './care.module.css';

interface ReceivingBranchProps {
  readonly branchId: string;
  readonly chosen: string | null;
  readonly to: string;
  readonly onBranch: (id: string | null) => void;
  readonly onTo: (staffId: string) => void;
}

/** Another branch, found by name or code, and who there takes the customers over. */
export function ReceivingBranch({ branchId, chosen, to, onBranch, onTo }: ReceivingBranchProps) {
  const t = useText(careText);
  const [search, setSearch] = useState('');
  const query = useQuery(receiversQuery(branchId, useDeferredValue(search.trim()), chosen));
  const { branches = [], managers = [] } = query.data ?? {};
  // The one chosen stays in the list while another word is looked for.
  const [name, setName] = useState<string | null>(null);
  const shown =
    chosen === null || branches.some(({ id }) => id === chosen)
      ? branches
      : [{ id: chosen, name: name ?? '' }, ...branches];
  if (query.error)
    return <ErrorPanel error={query.error} title={t('failed')} onRetry={() => void query.refetch()} />;
  return (
    <>
      <TextField
        label={t('searchBranch')}
        icon="search"
        value={search}
        onChange={(event) => setSearch(event.target.value)}
      />
      <SelectField
        label={t('toBranch')}
        value={chosen ?? ''}
        onChange={({ target }) => {
          setName(branches.find(({ id }) => id === target.value)?.name ?? null);
          onBranch(target.value === '' ? null : target.value);
        }}
      >
        <option value="">{t(query.data && shown.length === 0 ? 'noBranch' : 'chooseBranch')}</option>
        {shown.map((one) => (
          <option key={one.id} value={one.id}>
            {one.name}
          </option>
        ))}
      </SelectField>
      {chosen !== null && query.data && !query.isPlaceholderData && managers.length === 0 ? (
        <p className={styles.quiet}>{t('noReceiver')}</p>
      ) : (
        <SelectField
          label={t('to')}
          value={to}
          disabled={chosen === null}
          onChange={(event) => onTo(event.target.value)}
        >
          <option value="">{t('chooseTo')}</option>
          {managers.map((one) => (
            <option key={one.staffId} value={one.staffId}>
              {one.name}
            </option>
          ))}
        </SelectField>
      )}
    </>
  );
}
