import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { BranchSetup, TemplateSetup } from '../../../features/queue/setup/setup-screen.tsx';
import { setupText } from '../../../features/queue/setup/setup.text.ts';
import { orgUnitsQuery } from '../../../features/organization/organization.queries.ts';
import { useText } from '../../../lib/i18n.ts';
import { Segmented } from '../../../ui/segmented.tsx';
import { Guarded } from '../guarded.tsx';
import { BranchHead, useChosenBranch } from './branch-head.tsx';

/** `/queue-setup?branch=<id>`: one branch's queue; for head office also the template. */
export function QueueSetupRoute() {
  return (
    <Guarded permission="queue.configure">
      <QueueSetup />
    </Guarded>
  );
}

function QueueSetup() {
  const t = useText(setupText);
  const chosen = useChosenBranch('/queue-setup');
  const units = useQuery(orgUnitsQuery);
  const { template } = useSearch({ strict: false }) as { readonly template?: unknown };
  const go = useNavigate();
  const [asTemplate, setAsTemplate] = useState(template !== undefined);
  // The root is in sight only for those whose scope is the whole bank.
  const root = units.data?.units.find((unit) => unit.level === 'headOffice') ?? null;
  const view = (next: 'branch' | 'template') => {
    setAsTemplate(next === 'template');
    void go({
      to: '/queue-setup',
      search: next === 'template' ? { template: 'head' } : chosen.id === null ? {} : { branch: chosen.id },
      replace: true,
    });
  };
  const choice = root && (
    <Segmented
      label={t('title')}
      value={asTemplate ? 'template' : 'branch'}
      onChange={view}
      options={[
        { value: 'branch', label: t('toBranch') },
        { value: 'template', label: t('toTemplate') },
      ]}
    />
  );
  if (asTemplate && root) {
    return (
      <TemplateSetup
        orgUnitId={root.id}
        head={(hint) => <BranchHead title={t('titleTemplate')} hint={hint} chosen={null} extra={choice} />}
      />
    );
  }
  if (chosen.id === null) return chosen.missing;
  return (
    <BranchSetup
      key={chosen.id}
      branchId={chosen.id}
      branchName={chosen.name}
      head={(hint) => <BranchHead title={t('title')} hint={hint} chosen={chosen} extra={choice} />}
    />
  );
}
