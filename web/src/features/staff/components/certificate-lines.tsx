import { CertificateKind, certificateNames } from '@huiting/contracts/staff';
import { useNamed, useText } from '../../../lib/i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { SelectField, TextField } from '../../../ui/field.tsx';
import { staffText } from '../staff.text.ts';
import styles from './staff.module.css';

export interface CertificateLine {
  readonly kind: CertificateKind;
  readonly number: string;
  readonly issuedOn: string | null;
  readonly expiresOn: string | null;
}

/** Certificates as lines to fill in. */
export function CertificateLines({
  lines,
  onChange,
}: {
  readonly lines: readonly CertificateLine[];
  readonly onChange: (lines: CertificateLine[]) => void;
}) {
  const t = useText(staffText);
  const named = useNamed();
  const set = (at: number, part: Partial<CertificateLine>) =>
    onChange(lines.map((line, index) => (index === at ? { ...line, ...part } : line)));
  return (
    <>
      {lines.map((line, at) => (
        <div key={at} className={styles.line}>
          <SelectField
            label={t('kind')}
            value={line.kind}
            onChange={(event) => set(at, { kind: event.target.value as CertificateKind })}
          >
            {CertificateKind.options.map((kind) => (
              <option key={kind} value={kind}>
                {named(certificateNames[kind])}
              </option>
            ))}
          </SelectField>
          <TextField
            label={t('certificateNumber')}
            maxLength={40}
            value={line.number}
            onChange={(event) => set(at, { number: event.target.value })}
          />
          <TextField
            label={t('issuedOn')}
            type="date"
            value={line.issuedOn ?? ''}
            onChange={(event) => set(at, { issuedOn: event.target.value || null })}
          />
          <TextField
            label={t('expiresOn')}
            type="date"
            value={line.expiresOn ?? ''}
            onChange={(event) => set(at, { expiresOn: event.target.value || null })}
          />
          <Button
            kind="quiet"
            icon="close"
            aria-label={t('removeCertificate')}
            onClick={() => onChange(lines.filter((_, index) => index !== at))}
          />
        </div>
      ))}
      <div>
        <Button
          icon="plus"
          onClick={() =>
            onChange([...lines, { kind: 'counterLicence', number: '', issuedOn: null, expiresOn: null }])
          }
        >
          {t('addCertificate')}
        </Button>
      </div>
    </>
  );
}
