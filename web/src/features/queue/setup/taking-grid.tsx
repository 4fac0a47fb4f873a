import { Checkbox, Select } from 'antd';
import type { ReactNode } from 'react';
import { useNamed, useText } from '../../../lib/i18n.ts';
import { toggleTaking, type SetupDraft } from './setup.domain.ts';
import { setupText } from './setup.text.ts';
import styles from './setup.module.css';

interface TakingGridProps {
  readonly draft: SetupDraft;
  readonly profiles: readonly { readonly code: string; readonly name: string; readonly nameEn: string }[];
  readonly labelOf: (rowId: string) => { readonly label: string; readonly note: ReactNode };
  readonly onChange: (draft: SetupDraft) => void;
}

/** Which window (or kind of window) takes what, and by which work profile. */
export function TakingGrid({ draft, profiles, labelOf, onChange }: TakingGridProps) {
  const t = useText(setupText);
  const named = useNamed();
  const options = profiles.map(({ code, name, nameEn }) => ({
    value: code,
    label: named({ zh: name, en: nameEn }),
  }));
  return (
    <div className={styles.scroll}>
      <table className={styles.table} data-grid>
        <thead>
          <tr>
            <th>{t('windows')}</th>
            {draft.services.map((service) => (
              <th key={service.code} data-idle={!service.offered || undefined}>
                {named(service.name) || service.code}
              </th>
            ))}
            <th>{t('profile')}</th>
          </tr>
        </thead>
        <tbody>
          {draft.rows.map((row) => {
            const { label, note } = labelOf(row.id);
            return (
              <tr key={row.id}>
                <th scope="row">
                  {label} <span className={styles.quiet}>{note}</span>
                </th>
                {draft.services.map((service) => (
                  <td key={service.code}>
                    <Checkbox
                      checked={row.serviceCodes.includes(service.code)}
                      aria-label={t('take', { window: label, service: named(service.name) || service.code })}
                      onChange={() => onChange(toggleTaking(draft, row.id, service.code))}
                    />
                  </td>
                ))}
                <td>
                  <Select
                    value={row.profileCode}
                    options={options}
                    aria-label={`${label} ${t('profile')}`}
                    className={styles.profile ?? ''}
                    onChange={(profileCode) =>
                      onChange({
                        ...draft,
                        rows: draft.rows.map((one) => (one.id === row.id ? { ...one, profileCode } : one)),
                      })
                    }
                  />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
