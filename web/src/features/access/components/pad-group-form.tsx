import type { PadGroup } from '@huiting/contracts/access/pads';
import { useText } from '../../../lib/i18n.ts';
import { ChoiceChips } from '../../../ui/field.tsx';
import { padsText } from '../access.pads.text.ts';
import { accessText } from '../access.text.ts';
import styles from './pads-panel.module.css';

/** Posts that may use the PAD at all. */
export const padRoles = [
  'lobbyManager',
  'relationshipManager',
  'operationsSupervisor',
  'branchManager',
] as const;
export type PadRole = (typeof padRoles)[number];

/** Whom a PAD is for: posts, the branch, and people by name. */
export function PadGroupForm({
  group,
  people,
  onChange,
}: {
  readonly group: PadGroup;
  readonly people: readonly { readonly userId: string; readonly name: string }[];
  readonly onChange: (group: PadGroup) => void;
}) {
  const t = useText(padsText);
  const a = useText(accessText);
  return (
    <>
      <section>
        <h4>{t('roles')}</h4>
        <ChoiceChips<PadRole>
          label={t('roles')}
          options={padRoles.map((value) => ({ value, label: a(`role.${value}`) }))}
          chosen={padRoles.filter((role) => group.roles.includes(role))}
          onChange={(roles) => onChange({ ...group, roles: [...roles] })}
        />
      </section>
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={group.ofBranch}
          onChange={(event) => onChange({ ...group, ofBranch: event.target.checked })}
        />
        {t('ofBranch')}
      </label>
      <section>
        <h4>{t('people')}</h4>
        <ChoiceChips
          label={t('people')}
          options={people.map(({ userId, name }) => ({ value: userId, label: name }))}
          chosen={group.userIds}
          onChange={(userIds) => onChange({ ...group, userIds: [...userIds] })}
        />
      </section>
    </>
  );
}
