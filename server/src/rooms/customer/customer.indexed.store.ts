import type { FieldCrypto } from '../../platform/crypto/field-crypto.ts';
import type { IndexedValues } from '../../platform/crypto/reindex.ts';
import { statement } from '../../platform/database/query.ts';
import type { Reader } from '../../platform/database/query.ts';
import type { LookupKind } from './customer.identifier.domain.ts';

interface Numbers {
  readonly customerId: string;
  readonly idNumber: string | null;
  readonly phone: string | null;
  readonly plate: string | null;
  readonly faceId: string | null;
  readonly cards: readonly string[];
}

const customersAtOnce = 200;
const rowsAtOnce = 2_000;

/** A customer may have several of a kind: their partners are counted. */
const sameKind = (version: string): string =>
  `(select count(*) from customer.customer_identifier n where n.customer_id = i.customer_id and n.kind = i.kind and n.key_version = ${version})`;
const lackingPartner = `i.key_version = $1 and ${sameKind('$2')} < ${sameKind('$1')}`;

/**
 * What customers are found by, moved to another key from what rests sealed in their files. A new row is written only beside the
 * old row of the same number, held while it is: a number that was changed or taken back meanwhile gets none.
 */
export function indexedCustomers(
  db: Reader,
  crypto: Pick<FieldCrypto, 'open' | 'blindIndexUnder'>,
): IndexedValues {
  const opened = (sealed: string | null): string[] => (sealed === null ? [] : [crypto.open(sealed)]);

  /** Old and new index of every number in a file. */
  function pairsOf(file: Numbers, from: number, to: number) {
    const numbers: readonly (readonly [LookupKind, readonly string[]])[] = [
      ['idNumber', opened(file.idNumber)],
      ['phone', opened(file.phone)],
      ['plate', opened(file.plate)],
      ['faceId', opened(file.faceId)],
      ['card', file.cards.flatMap(opened)],
    ];
    return numbers.flatMap(([kind, values]) =>
      values.map((value) => ({
        customerId: file.customerId,
        kind,
        old: crypto.blindIndexUnder(from, kind, value),
        fresh: crypto.blindIndexUnder(to, kind, value),
      })),
    );
  }

  const count = async (text: string, values: readonly unknown[]): Promise<number> =>
    (await db.row(statement<{ n: number }>(text, values)))!.n;

  return {
    count: (version) =>
      count('select count(*)::int as n from customer.customer_identifier where key_version = $1', [version]),

    // What leads to no file any more is nothing to wait for.
    lacking: (from, to) =>
      count(
        `select coalesce(sum(greatest(0, old - fresh)), 0)::int as n from (
           select count(*) filter (where i.key_version = $1) as old, count(*) filter (where i.key_version = $2) as fresh
           from customer.customer_identifier i join customer.customer c using (customer_id) group by i.customer_id, i.kind) s`,
        [from, to],
      ),

    advance: async (from, to, after) => {
      const files = await db.rows(
        statement<Numbers>(
          `select c.customer_id as "customerId", c.id_number_sealed as "idNumber", c.phone_sealed as phone, c.plate_sealed as plate,
             c.face_id_sealed as "faceId",
             array(select number_sealed from customer.card k where k.customer_id = c.customer_id) as cards
           from customer.customer c
           where ($3::uuid is null or c.customer_id > $3)
             and exists (select 1 from customer.customer_identifier i where i.customer_id = c.customer_id and ${lackingPartner})
           order by c.customer_id limit ${customersAtOnce}`,
          [from, to, after],
        ),
      );
      const pairs = files.flatMap((file) => pairsOf(file, from, to));
      const written = await db.rows(
        statement(
          `with held as materialized (
             select i.kind, i.customer_id, w.fresh
             from jsonb_to_recordset($1) as w(kind text, old text, fresh text, "customerId" uuid)
             join customer.customer_identifier i on i.kind = w.kind and i.blind_index = w.old and i.customer_id = w."customerId"
             for update of i)
           insert into customer.customer_identifier (kind, blind_index, customer_id, key_version)
           select kind, fresh, customer_id, $2 from held on conflict do nothing returning 1`,
          [JSON.stringify(pairs), to],
        ),
      );
      return {
        after: files.length < customersAtOnce ? null : files.at(-1)!.customerId,
        moved: written.length,
      };
    },

    drop: async (version) =>
      (
        await db.rows(
          statement(
            `delete from customer.customer_identifier where (kind, blind_index) in (
               select kind, blind_index from customer.customer_identifier where key_version = $1 limit ${rowsAtOnce}) returning 1`,
            [version],
          ),
        )
      ).length,
  };
}
