import type { BranchRecord } from '@huiting/contracts/organization';
import { useText } from '../../../lib/i18n.ts';
import { Tag } from '../../../ui/tag.tsx';
import { organizationText } from '../organization.text.ts';
import styles from './window-table.module.css';

interface WindowTableProps {
  readonly branch: BranchRecord;
  /** Name of a service by its code; the code itself when it is not known. */
  readonly serviceName: (code: string) => string;
}

/** Windows with what each may take, then the zones. */
export function WindowTable({ branch, serviceName }: WindowTableProps) {
  const t = useText(organizationText);
  const zoneName = (id: string | null) => branch.zones.find((zone) => zone.id === id)?.name ?? '—';
  return (
    <>
      <table className={styles.table}>
        <caption>{t('windows')}</caption>
        <thead>
          <tr>
            <th>{t('windowLabel')}</th>
            <th>{t('windowKind')}</th>
            <th>{t('windowZone')}</th>
            <th>{t('windowServices')}</th>
          </tr>
        </thead>
        <tbody>
          {branch.windows.map((window) => (
            <tr key={window.id}>
              <td className="num">{window.label}</td>
              <td>
                {t(`window.${window.kind}`)} {window.elastic && <Tag kind="plain">{t('elastic')}</Tag>}
              </td>
              <td>{zoneName(window.zoneId)}</td>
              <td>{window.serviceCodes.map(serviceName).join('、')}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <table className={styles.table}>
        <caption>{t('zones')}</caption>
        <tbody>
          {branch.zones.map((zone) => (
            <tr key={zone.id}>
              <td>{zone.name}</td>
              <td>{t(`zone.${zone.kind}`)}</td>
              <td>{zone.serviceCodes.map(serviceName).join('、') || '—'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
