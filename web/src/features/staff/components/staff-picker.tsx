import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useId, useState } from 'react';
import { useText } from '../../../lib/i18n.ts';
import { foundStaffQuery } from '../staff.queries.ts';
import { staffText } from '../staff.text.ts';
import styles from './staff.module.css';

interface StaffPickerProps {
  readonly label: string;
  readonly value: string | null;
  readonly onChange?: (staffId: string | null) => void;
  /** Told with the name, by which a list shows whom it got. */
  readonly onNamed?: (staffId: string, words: string) => void;
  /** Not to be chosen, for example the person themselves. */
  readonly except?: string;
}

/** Chooses one person of the register by words. */
export function StaffPicker({ label, value, onChange, onNamed, except }: StaffPickerProps) {
  const t = useText(staffText);
  const id = useId();
  const [words, setWords] = useState('');
  const found = useQuery(foundStaffQuery(words.trim()));
  return (
    <div className={styles.form} style={{ gap: 6 }}>
      <label htmlFor={id}>{label}</label>
      <Select
        id={id}
        aria-label={label}
        value={value}
        allowClear
        placeholder={t('choosePerson')}
        showSearch={{ filterOption: false, onSearch: setWords }}
        loading={found.isFetching}
        onChange={(next) => {
          onChange?.(next ?? null);
          const one = found.data?.items.find((person) => person.id === next);
          if (one) onNamed?.(one.id, `${one.name} ${one.number}`);
        }}
        options={(found.data?.items ?? [])
          .filter((one) => one.id !== except)
          .map((one) => ({
            value: one.id,
            label: `${one.name} ${one.number} · ${t(`post.${one.post}`)} · ${one.orgUnitName}`,
          }))}
      />
    </div>
  );
}
