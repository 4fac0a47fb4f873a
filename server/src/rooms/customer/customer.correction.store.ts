import type { FieldCrypto } from '../../platform/crypto/field-crypto.ts';
import { statement } from '../../platform/database/query.ts';
import type { Reader } from '../../platform/database/query.ts';
import { birthDateOf } from './customer.identifier.domain.ts';
import { unlessTaken } from './customer.store.ts';

export type CorrectedField = 'name' | 'phone' | 'idNumber' | 'birthDate';

const columns = {
  name: 'name_sealed',
  phone: 'phone_sealed',
  idNumber: 'id_number_sealed',
  birthDate: 'birth_date_sealed',
} as const satisfies Record<CorrectedField, string>;

/**
 * Puts one field of a file right; a number takes its look-up entries along, a document its birth date. One statement that stands
 * alone, as every change of a file; the same again changes nothing. `taken`: the number is somebody else's.
 */
export async function correctFile(
  reader: Reader,
  crypto: Pick<FieldCrypto, 'seal' | 'blindIndexes'>,
  customerId: string,
  field: CorrectedField,
  value: string,
): Promise<'done' | 'taken'> {
  const column = columns[field];
  if (field === 'name' || field === 'birthDate') {
    await reader.rows(
      statement(`update customer.customer set ${column} = $2 where customer_id = $1`, [
        customerId,
        crypto.seal(value),
      ]),
    );
    return 'done';
  }
  const all = crypto.blindIndexes(field, value);
  const indexes = all.map((index) => index.value);
  const born = field === 'idNumber' ? birthDateOf(value) : null;
  const former = `delete from customer.customer_identifier where kind = $2 and customer_id = $1 and blind_index <> all ($3)`;
  const corrected = await unlessTaken(
    reader,
    statement(
      `with claimed as materialized (select customer.claim_identifier($2, $3, $4, $1) as mine),
         former as (${former} and (select mine from claimed))
       update customer.customer set ${column} = $5, birth_date_sealed = coalesce($6, birth_date_sealed)
       where customer_id = $1 and (select mine from claimed) returning 1`,
      [
        customerId,
        field,
        indexes,
        all.map(({ keyVersion }) => keyVersion),
        crypto.seal(value),
        born === null ? null : crypto.seal(born),
      ],
    ),
  );
  if (corrected.length === 0) return 'taken';
  // A walk to another key may have written a partner of the former one while this was under way.
  await reader.rows(statement(former, [customerId, field, indexes]));
  return 'done';
}
