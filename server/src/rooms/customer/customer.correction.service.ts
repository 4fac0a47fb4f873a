import type { FieldCrypto } from '../../platform/crypto/field-crypto.ts';
import type { Reader } from '../../platform/database/query.ts';
import { refuse } from '../../platform/errors.ts';
import { correctFile } from './customer.correction.store.ts';
import type { CorrectedField } from './customer.correction.store.ts';
import { normaliseIdentifier } from './customer.identifier.domain.ts';
import { maskIdNumber, maskName, maskPhone } from './customer.masking.present.ts';

/** A field of a file as it is to be. */
export interface FileCorrection {
  readonly field: CorrectedField;
  readonly value: string;
}

/** Correcting a file (PV-03). Who may, and who agreed, is privacy's. */
export interface Corrections {
  /** One spelling of it. @throws customer.bad_identifier when it cannot be a value of that field. */
  check(correction: FileCorrection): FileCorrection;
  mask(correction: FileCorrection): string;
  /** `correction` as `check` gave it. The same again changes nothing. `taken`: the number is somebody else's. */
  carryOut(customerId: string, correction: FileCorrection): Promise<'done' | 'taken'>;
}

const dayForm = /^(?:18|19|20)\d{2}-\d{2}-\d{2}$/;

export function createCorrections(
  db: Reader,
  crypto: Pick<FieldCrypto, 'seal' | 'blindIndexes'>,
): Corrections {
  return {
    check: ({ field, value }) => {
      const plain = value.normalize('NFC').trim();
      if (field === 'phone' || field === 'idNumber')
        return { field, value: normaliseIdentifier(field, plain) ?? refuse('customer.bad_identifier') };
      const isDay =
        dayForm.test(plain) && new Date(`${plain}T00:00:00Z`).toJSON()?.startsWith(plain) === true;
      if (plain === '' || (field === 'birthDate' && !isDay)) refuse('customer.bad_identifier');
      return { field, value: plain };
    },
    mask: ({ field, value }) => {
      switch (field) {
        case 'name':
          return maskName(value);
        case 'phone':
          return maskPhone(value);
        case 'idNumber':
          return maskIdNumber(value);
        case 'birthDate':
          return `${value.slice(0, 4)}-**-**`;
      }
    },
    carryOut: (customerId, { field, value }) => correctFile(db, crypto, customerId, field, value),
  };
}
