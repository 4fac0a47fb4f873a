import { statement } from '../../platform/database/query.ts';
import type { Reader, Statement } from '../../platform/database/query.ts';
import type { FieldCrypto } from '../../platform/crypto/field-crypto.ts';
import { newId } from '../../platform/ids.ts';
import type { Purpose } from './customer.consent.domain.ts';
import type { AmountBand, CustomerFile, CustomerRecord } from './customer.domain.ts';
import type { LookupKind } from './customer.identifier.domain.ts';

interface FileRow {
  customerId: string;
  nameSealed: string;
  birthDateSealed: string | null;
  tier: CustomerFile['tier'];
  disabled: boolean;
  tags: string[];
  ownerStaffId: string | null;
  homeBranchId: string | null;
}

interface RecordRow extends FileRow {
  idNumberSealed: string | null;
  phoneSealed: string | null;
  gender: CustomerRecord['gender'];
  assetsBand: AmountBand;
  cardsSealed: string[];
  signedServices: CustomerRecord['signedServices'];
  products: CustomerRecord['products'];
  faceConsent: boolean;
  plateSealed: string | null;
}

const fileColumns = `c.customer_id as "customerId", c.name_sealed as "nameSealed", c.birth_date_sealed as "birthDateSealed",
  c.tier, c.disabled, c.tags, c.owner_staff_id as "ownerStaffId", c.home_branch_id as "homeBranchId"`;

/** Files of customers and the way from a number to its file. Sealing and opening happen here and nowhere else. */
export type CustomerStore = ReturnType<typeof createCustomerStore>;

export function createCustomerStore(crypto: FieldCrypto) {
  const open = (value: string | null): string | null => (value === null ? null : crypto.open(value));
  const toFile = (row: FileRow): CustomerFile => ({
    id: row.customerId,
    name: crypto.open(row.nameSealed),
    birthDate: open(row.birthDateSealed),
    tier: row.tier,
    disabled: row.disabled,
    tags: row.tags,
    ownerStaffId: row.ownerStaffId,
    homeBranchId: row.homeBranchId,
  });

  /** Under every key in use, as `customer.claim_identifier` takes them. */
  function indexesOf(kind: LookupKind, normalised: string): { values: string[]; versions: number[] } {
    const all = crypto.blindIndexes(kind, normalised);
    return { values: all.map(({ value }) => value), versions: all.map(({ keyVersion }) => keyVersion) };
  }

  async function findId(reader: Reader, kind: LookupKind, normalised: string): Promise<string | null> {
    const row = await reader.row(
      statement<{ customerId: string }>(
        'select customer_id as "customerId" from customer.customer_identifier where kind = $1 and blind_index = any ($2) limit 1',
        [kind, indexesOf(kind, normalised).values],
        'customer-identifier',
      ),
    );
    return row?.customerId ?? null;
  }

  return {
    findId,

    async loadFile(reader: Reader, customerId: string): Promise<CustomerFile | null> {
      const row = await reader.row(
        statement<FileRow>(
          `select ${fileColumns} from customer.customer c where c.customer_id = $1`,
          [customerId],
          'customer-file',
        ),
      );
      return row === null ? null : toFile(row);
    },

    /** Those that exist, in no order. */
    async loadFiles(reader: Reader, customerIds: readonly string[]): Promise<CustomerFile[]> {
      const rows = await reader.rows(
        statement<FileRow>(`select ${fileColumns} from customer.customer c where c.customer_id = any ($1)`, [
          customerIds,
        ]),
      );
      return rows.map(toFile);
    },

    /** Customers by number, for a list that names many: one read. Keys are the numbers as given, normalised. */
    async findIds(
      reader: Reader,
      numbers: readonly { readonly kind: LookupKind; readonly normalised: string }[],
    ): Promise<(string | null)[]> {
      const wanted = numbers.map(({ kind, normalised }) => indexesOf(kind, normalised).values);
      const rows = await reader.rows(
        statement<{ kind: LookupKind; blindIndex: string; customerId: string }>(
          `select i.kind, i.blind_index as "blindIndex", i.customer_id as "customerId"
           from unnest($1::text[], $2::text[]) as w(kind, blind_index) join customer.customer_identifier i using (kind, blind_index)`,
          [numbers.flatMap(({ kind }, at) => wanted[at]!.map(() => kind)), wanted.flat()],
        ),
      );
      const found = new Map(rows.map((row) => [`${row.kind} ${row.blindIndex}`, row.customerId]));
      return numbers.map(
        ({ kind }, at) =>
          wanted[at]!.map((index) => found.get(`${kind} ${index}`)).find((id) => id !== undefined) ?? null,
      );
    },

    /** The owner, and the branch they look after the customer at, as every screen tells it. Stands alone, as every change of a file; the same again changes nothing. */
    async changeOwner(
      reader: Reader,
      customerIds: readonly string[],
      from: string,
      to: string,
      homeBranchId: string,
    ): Promise<void> {
      await reader.rows(
        statement(
          `update customer.customer set owner_staff_id = $3, home_branch_id = $4
           where customer_id = any ($1) and owner_staff_id = $2`,
          [customerIds, from, to, homeBranchId],
        ),
      );
    },

    async loadRecord(reader: Reader, customerId: string): Promise<CustomerRecord | null> {
      const row = await reader.row(
        statement<RecordRow>(
          `select ${fileColumns}, c.id_number_sealed as "idNumberSealed", c.phone_sealed as "phoneSealed", c.gender,
             c.assets_band as "assetsBand", c.plate_sealed as "plateSealed",
             array(select number_sealed from customer.card k where k.customer_id = c.customer_id order by card_id) as "cardsSealed",
             array(select service from customer.signed_service s where s.customer_id = c.customer_id order by service) as "signedServices",
             coalesce((select jsonb_agg(jsonb_build_object('name', name, 'amountBand', amount_band, 'maturesOn', matures_on)
                 order by matures_on nulls last, name)
               from customer.held_product p where p.customer_id = c.customer_id), '[]') as products,
             exists (select 1 from customer.consent n where n.customer_id = c.customer_id and purpose = 'face' and withdrawn_at is null) as "faceConsent"
           from customer.customer c where c.customer_id = $1`,
          [customerId],
        ),
      );
      if (row === null) return null;
      return {
        ...toFile(row),
        idNumber: open(row.idNumberSealed),
        phone: open(row.phoneSealed),
        cards: row.cardsSealed.map((card) => crypto.open(card)),
        gender: row.gender,
        assetsBand: row.assetsBand,
        signedServices: row.signedServices,
        products: row.products,
        faceConsent: row.faceConsent,
        plate: open(row.plateSealed),
      };
    },

    /**
     * Keeps a plate with the consent to be recognised by it, instead of an earlier one. False when somebody else has
     * it. One statement that stands alone, as for every change of a file.
     */
    async givePlate(reader: Reader, customerId: string, plate: string, at: number): Promise<boolean> {
      const { values, versions } = indexesOf('plate', plate);
      const former = `delete from customer.customer_identifier where kind = 'plate' and customer_id = $1 and blind_index <> all ($2)`;
      const given = await unlessTaken(
        reader,
        statement(
          `with claimed as materialized (select customer.claim_identifier('plate', $2, $5, $1) as mine),
             former as (${former} and (select mine from claimed)),
             agreed as (insert into customer.consent (customer_id, purpose, given_at)
               select $1, 'plate', $4 where (select mine from claimed)
               on conflict (customer_id, purpose) do update set given_at = excluded.given_at, withdrawn_at = null)
           update customer.customer set plate_sealed = $3 where customer_id = $1 and (select mine from claimed) returning 1`,
          [customerId, values, crypto.seal(plate), new Date(at), versions],
        ),
      );
      // A walk to another key may have written a partner of the former one while this was under way.
      if (given.length > 0) await reader.rows(statement(former, [customerId, values]));
      return given.length > 0;
    },

    /** Taken back: the consent ends, and what it allowed to keep goes. */
    async withdraw(reader: Reader, customerId: string, purpose: Purpose, at: number): Promise<void> {
      const kind = { plate: 'plate', face: 'faceId', marketing: null }[purpose];
      const gone = 'delete from customer.customer_identifier where customer_id = $1 and kind = $2';
      await reader.rows(
        statement(
          `with ended as (update customer.consent set withdrawn_at = $4
               where customer_id = $1 and purpose = $3 and withdrawn_at is null),
             gone as (${gone})
           update customer.customer set plate_sealed = case when $3 = 'plate' then null else plate_sealed end,
             face_id_sealed = case when $3 = 'face' then null else face_id_sealed end where customer_id = $1`,
          [customerId, kind, purpose, new Date(at)],
        ),
      );
      // As for a former plate: nothing a walk wrote meanwhile stays.
      if (kind !== null) await reader.rows(statement(gone, [customerId, kind]));
    },

    /** What the face service calls a customer, kept with the consent, so that it can be moved to another key. */
    async keepFaceId(reader: Reader, customerId: string, faceId: string): Promise<void> {
      await reader.rows(
        statement(
          `update customer.customer set face_id_sealed = $2 where customer_id = $1 and face_id_sealed is null
             and exists (select 1 from customer.customer_identifier where kind = 'faceId' and customer_id = $1)`,
          [customerId, crypto.seal(faceId)],
        ),
      );
    },

    /**
     * Makes a prospect's file unless the phone already leads to one; answers whose file it is. One statement, so that
     * two bookings from one phone make one file. It stands alone: files of customers are not made in a branch's transaction.
     */
    async claimPhone(
      reader: Reader,
      prospect: { name: string; phone: string; homeBranchId: string | null; day: string },
    ): Promise<string> {
      const { values, versions } = indexesOf('phone', prospect.phone);
      const [made] = await unlessTaken<{ customerId: string }>(
        reader,
        statement(
          `with claimed as materialized (select customer.claim_identifier('phone', $2, $7, $1) as mine)
           insert into customer.customer (customer_id, name_sealed, phone_sealed, tier, assets_band, home_branch_id, stage, opened_on)
             select $1, $3, $4, 'ordinary', 'under5', $5, 'prospect', $6 from claimed where mine
             returning customer_id as "customerId"`,
          [
            newId(),
            values,
            crypto.seal(prospect.name),
            crypto.seal(prospect.phone),
            prospect.homeBranchId,
            prospect.day,
            versions,
          ],
        ),
      );
      const customerId = made?.customerId ?? (await findId(reader, 'phone', prospect.phone));
      if (customerId === null) throw new Error('a phone was claimed by a file that is not there');
      return customerId;
    },
  };
}

/** No rows when another process took the number under the other key at the same moment; nothing of the statement stays. */
export async function unlessTaken<T>(reader: Reader, claim: Statement<T>): Promise<T[]> {
  try {
    return await reader.rows(claim);
  } catch (error) {
    if ((error as { code?: string }).code === '23505') return [];
    throw error;
  }
}
