import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { applicationsText } from '../../../features/organization/applications/applications.text.ts';
import { EstablishSheet } from '../../../features/organization/applications/establish-sheet.tsx';
import { UnitSheet } from '../../../features/organization/applications/unit-sheet.tsx';
import { orgUnitsQuery } from '../../../features/organization/organization.queries.ts';
import { businessClock } from '../../../lib/clock.ts';
import { useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
import { usePermission } from '../../../lib/session.tsx';
import { Button } from '../../../ui/button.tsx';
import styles from './branch-acts.module.css';

/** What makes the bank larger: a unit of the tree at once, a branch by application. */
export function BranchActs() {
  const t = useText(applicationsText);
  const format = useFormat();
  const mayManage = usePermission('organization.manage');
  const mayApply = usePermission('organization.apply');
  const units = useQuery(orgUnitsQuery).data?.units;
  const [open, setOpen] = useState<'unit' | 'branch' | null>(null);
  if (units === undefined) return null;
  return (
    <div className={styles.acts}>
      {mayManage && (
        <Button icon="plus" onClick={() => setOpen('unit')}>
          {t('unit.add')}
        </Button>
      )}
      {mayApply && (
        <Button kind="primary" icon="plus" onClick={() => setOpen('branch')}>
          {t('establish')}
        </Button>
      )}
      {open === 'unit' && <UnitSheet units={units} onClose={() => setOpen(null)} />}
      {open === 'branch' && (
        <EstablishSheet
          units={units}
          today={format.businessDate(businessClock.now())}
          onClose={() => setOpen(null)}
        />
      )}
    </div>
  );
}
