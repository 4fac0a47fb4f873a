import { staffEndpoints, certificateNames, type StaffRecord } from '@huiting/contracts/staff';
import { useState } from 'react';
import { useNamed, useText } from '../../../lib/i18n.ts';
import { usePermission } from '../../../lib/session.tsx';
import { Button } from '../../../ui/button.tsx';
import { TextField } from '../../../ui/field.tsx';
import { Sheet } from '../../../ui/sheet.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { staffText } from '../staff.text.ts';
import { useStaffCommand } from './change-act.ts';
import { CertificateTag } from './certificate-tag.tsx';
import { EditCertificates } from './edit-certificates.tsx';
import { EditRecord } from './edit-record.tsx';
import styles from './staff.module.css';

/** What the register says of a person: facts, contacts masked, certificates and grades. */
export function RecordTab({ record }: { readonly record: StaffRecord }) {
  const t = useText(staffText);
  const named = useNamed();
  const mayEdit = usePermission('staff.edit') && record.leftOn === null;
  const [sheet, setSheet] = useState<'record' | 'certificates' | 'contacts' | null>(null);
  const unknown = <span className={styles.none}>{t('unknown')}</span>;
  return (
    <div className={styles.parts}>
      <section>
        <div className={styles.head}>
          <h3>{t('tab.record')}</h3>
          {mayEdit && (
            <Button kind="link" icon="edit" onClick={() => setSheet('record')}>
              {t('edit')}
            </Button>
          )}
        </div>
        <dl className={styles.facts}>
          <dt>{t('entered')}</dt>
          <dd className="num">{record.enteredOn ?? unknown}</dd>
          <dt>{t('education')}</dt>
          <dd>{record.education === null ? unknown : t(`education.${record.education}`)}</dd>
          <dt>{t('username')}</dt>
          <dd>{record.username ?? <span className={styles.none}>{t('noLogin')}</span>}</dd>
          <dt>{t('phone')}</dt>
          <dd className="num">{record.maskedPhone ?? unknown}</dd>
          <dt>{t('email')}</dt>
          <dd>{record.maskedEmail ?? unknown}</dd>
        </dl>
        {mayEdit && (record.maskedPhone !== null || record.maskedEmail !== null) && (
          <Button kind="link" icon="eye" onClick={() => setSheet('contacts')}>
            {t('reveal')}
          </Button>
        )}
      </section>
      <section>
        <div className={styles.head}>
          <h3>{t('certificateList')}</h3>
          {mayEdit && (
            <Button kind="link" icon="edit" onClick={() => setSheet('certificates')}>
              {t('editCertificates')}
            </Button>
          )}
        </div>
        <ul className={styles.rows}>
          {record.certificateList.map((one) => (
            <li key={`${one.kind} ${one.number}`}>
              <strong>{named(certificateNames[one.kind])}</strong>
              <span className="num">{one.number}</span>
              <span className="num">
                {one.expiresOn === null ? t('noExpiry') : t('until', { date: one.expiresOn })}
              </span>
              <CertificateTag state={one.state} />
            </li>
          ))}
          {record.certificateList.length === 0 && <li>{t('noCertificates')}</li>}
        </ul>
      </section>
      <section>
        <h3>{t('gradesHeld')}</h3>
        <ul className={styles.rows}>
          {record.grades.map(({ grade, on }) => (
            <li key={on}>
              <Tag kind="info">{grade}</Tag>
              <span className="num">{t('since', { date: on })}</span>
            </li>
          ))}
          {record.grades.length === 0 && <li>{t('noGrades')}</li>}
        </ul>
      </section>
      {sheet === 'record' && <EditRecord record={record} onClose={() => setSheet(null)} />}
      {sheet === 'certificates' && <EditCertificates record={record} onClose={() => setSheet(null)} />}
      {sheet === 'contacts' && <Reveal staffId={record.id} onClose={() => setSheet(null)} />}
    </div>
  );
}

function Reveal({ staffId, onClose }: { readonly staffId: string; readonly onClose: () => void }) {
  const t = useText(staffText);
  const { run, busy } = useStaffCommand();
  const [reason, setReason] = useState('');
  const [shown, setShown] = useState<{ readonly phone: string | null; readonly email: string | null } | null>(
    null,
  );
  const look = async () => setShown(await run(staffEndpoints.revealContacts, { staffId, reason }));
  return (
    <Sheet
      open
      width={440}
      onClose={onClose}
      title={t('reveal')}
      actions={
        shown === null && (
          <Button
            kind="primary"
            disabled={reason.trim() === ''}
            busy={busy !== null}
            onClick={() => void look()}
          >
            {t('reveal')}
          </Button>
        )
      }
    >
      {shown === null ? (
        <TextField
          label={t('reason')}
          hint={t('revealHint')}
          maxLength={200}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      ) : (
        <dl className={styles.facts}>
          <dt>{t('phone')}</dt>
          <dd className="num">{shown.phone ?? t('unknown')}</dd>
          <dt>{t('email')}</dt>
          <dd>{shown.email ?? t('unknown')}</dd>
        </dl>
      )}
    </Sheet>
  );
}
