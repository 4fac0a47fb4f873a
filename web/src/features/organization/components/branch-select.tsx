import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useState } from 'react';
import { recordQuery, useFoundBranches } from '../organization.queries.ts';

interface BranchSelectProps {
  /** Null: none, or all of them where `any` says so. */
  readonly value: string | null;
  readonly onChange: (branchId: string | null) => void;
  readonly label: string;
  /** Words of the choice that is no branch. */
  readonly any?: string;
  /** How a branch is worded among other filters. */
  readonly word?: (name: string) => string;
  readonly className?: string | undefined;
}

/** One branch of the scope. Few are all in the list; of many, those that the words typed find. */
export function BranchSelect({ value, onChange, label, any, word = String, className }: BranchSelectProps) {
  const [words, setWords] = useState('');
  const { branches, known, loading } = useFoundBranches(words);
  const missing = value !== null && known && words.trim() === '' && !branches.some(({ id }) => id === value);
  const chosen = useQuery({ ...recordQuery(value ?? ''), enabled: missing }).data;
  const shown = missing && chosen ? [chosen, ...branches] : branches;
  return (
    <Select
      value={value ?? (any === undefined ? null : '')}
      aria-label={label}
      className={className ?? ''}
      loading={loading}
      // They are found already.
      showSearch={{ onSearch: setWords, filterOption: false }}
      onChange={(id) => onChange(id === '' ? null : id)}
      options={[
        ...(any === undefined ? [] : [{ value: '', label: any }]),
        ...shown.map(({ id, name }) => ({ value: id, label: word(name) })),
      ]}
    />
  );
}
