import type { StaffRow } from '@huiting/contracts/staff';
import { useText } from '../../../lib/i18n.ts';
import { Tag, type TagKind } from '../../../ui/tag.tsx';
import { staffText } from '../staff.text.ts';

const kinds: Readonly<Record<StaffRow['certificates'], TagKind>> = {
  none: 'plain',
  valid: 'ok',
  expiring: 'warn',
  expired: 'danger',
};

/** How certificates stand today. */
export function CertificateTag({ state }: { readonly state: StaffRow['certificates'] }) {
  const t = useText(staffText);
  return <Tag kind={kinds[state]}>{t(`certificate.${state}`)}</Tag>;
}
