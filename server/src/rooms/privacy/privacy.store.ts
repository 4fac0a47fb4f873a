import type { LegalReason, RequestState } from '@huiting/contracts/privacy';
import type { FieldCrypto } from '../../platform/crypto/field-crypto.ts';
import type { Tx } from '../../platform/database/database.ts';
import { statement } from '../../platform/database/query.ts';
import type { Reader } from '../../platform/database/query.ts';
import type { RequestPart, RequestRecord } from './privacy.domain.ts';

type Row = Omit<RequestRecord, 'words' | 'correction' | 'parts'> & {
  wordsSealed: string;
  correctionSealed: string | null;
  parts: RequestPart[] | null;
};

const columns = `r.request_id as id, r.branch_id as "branchId", r.customer_id as "customerId", r.kind, r.state, r.words_sealed as "wordsSealed",
  r.correction_sealed as "correctionSealed", r.filed_by as "filedBy",
  r.masked_name as "maskedName", r.channel, r.identity, r.filed_at as "filedAt", r.due_on as "dueOn", r.handled_by as "handledBy",
  r.handled_by_name as "handledByName", r.ended_at as "endedAt", r.refusal, r.answer, r.package_sealed is not null as "hasPackage",
  (select jsonb_agg(jsonb_build_object('room', p.room, 'answeredAt', platform.ms(p.answered_at), 'rows', p.row_count) order by p.room)
   from privacy.request_part p where p.branch_id = r.branch_id and p.request_id = r.request_id) as parts`;

export function createPrivacyStore(crypto: Pick<FieldCrypto, 'seal' | 'open'>) {
  const toRecord = ({ wordsSealed, correctionSealed, parts, ...row }: Row): RequestRecord => ({
    ...row,
    words: crypto.open(wordsSealed),
    correction:
      correctionSealed === null
        ? null
        : (JSON.parse(crypto.open(correctionSealed)) as RequestRecord['correction']),
    parts: parts ?? [],
  });

  return {
    async insert(tx: Tx, request: RequestRecord): Promise<void> {
      await tx.rows(
        statement(
          `insert into privacy.request (branch_id, request_id, customer_id, kind, state, words_sealed, masked_name, channel, identity, filed_at, due_on,
             correction_sealed, filed_by)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
          [
            request.branchId,
            request.id,
            request.customerId,
            request.kind,
            request.state,
            crypto.seal(request.words),
            request.maskedName,
            request.channel,
            request.identity,
            new Date(request.filedAt),
            request.dueOn,
            request.correction === null ? null : crypto.seal(JSON.stringify(request.correction)),
            request.filedBy,
          ],
        ),
      );
    },

    async lock(tx: Tx, id: string): Promise<RequestRecord | null> {
      const row = await tx.row(
        statement<Row>(
          `select ${columns} from privacy.request r where r.branch_id = $1 and r.request_id = $2 for update of r`,
          [tx.branchId, id],
        ),
      );
      return row === null ? null : toRecord(row);
    },

    async read(reader: Reader, branchId: string, id: string): Promise<RequestRecord | null> {
      const row = await reader.row(
        statement<Row>(
          `select ${columns} from privacy.request r where r.branch_id = $1 and r.request_id = $2`,
          [branchId, id],
        ),
      );
      return row === null ? null : toRecord(row);
    },

    async ofCustomer(reader: Reader, branchId: string, customerId: string): Promise<RequestRecord[]> {
      const rows = await reader.rows(
        statement<Row>(
          `select ${columns} from privacy.request r where r.branch_id = $1 and r.customer_id = $2 order by r.filed_at desc limit 50`,
          [branchId, customerId],
        ),
      );
      return rows.map(toRecord);
    },

    /** Open ones first, by how soon they are due; `after` is the place of the last one of the page before. */
    async list(
      reader: Reader,
      filter: {
        placeIds: readonly string[] | null;
        state: RequestState | null;
        offset: number;
        limit: number;
      },
    ): Promise<RequestRecord[]> {
      const rows = await reader.rows(
        statement<Row>(
          `select ${columns} from privacy.request r
           where ($1::uuid[] is null or r.branch_id = any ($1)) and ($2::text is null or r.state = $2)
           order by r.state in ('filed', 'working') desc, r.due_on, r.request_id limit $3 offset $4`,
          [filter.placeIds, filter.state, filter.limit, filter.offset],
        ),
      );
      return rows.map(toRecord);
    },

    async move(
      tx: Tx,
      id: string,
      next: {
        state: RequestState;
        handledBy: string | null;
        handledByName: string | null;
        endedAt: number | null;
        refusal?: LegalReason;
        answer?: string;
        /** What is handed over, as JSON. */
        package?: string;
      },
    ): Promise<void> {
      await tx.rows(
        statement(
          `update privacy.request set state = $3, handled_by = coalesce($4, handled_by), handled_by_name = coalesce($5, handled_by_name),
             ended_at = $6, refusal = coalesce($7, refusal), answer = coalesce($8, answer), package_sealed = coalesce($9, package_sealed)
           where branch_id = $1 and request_id = $2`,
          [
            tx.branchId,
            id,
            next.state,
            next.handledBy,
            next.handledByName,
            next.endedAt === null ? null : new Date(next.endedAt),
            next.refusal ?? null,
            next.answer ?? null,
            next.package === undefined ? null : crypto.seal(next.package),
          ],
        ),
      );
    },

    async packageOf(reader: Reader, branchId: string, id: string): Promise<string | null> {
      const row = await reader.row(
        statement<{ sealed: string | null }>(
          'select package_sealed as sealed from privacy.request where branch_id = $1 and request_id = $2',
          [branchId, id],
        ),
      );
      return row?.sealed == null ? null : crypto.open(row.sealed);
    },

    /** Rooms are asked; those that have answered stay answered. */
    async askParts(tx: Tx, id: string, rooms: readonly string[], now: number): Promise<void> {
      await tx.rows(
        statement(
          `insert into privacy.request_part (branch_id, request_id, room, asked_at)
           select $1, $2, unnest($3::text[]), $4
           on conflict (branch_id, request_id, room) do update set asked_at = excluded.asked_at where request_part.answered_at is null`,
          [tx.branchId, id, rooms, new Date(now)],
        ),
      );
    },

    async answerPart(tx: Tx, id: string, room: string, rows: number, now: number): Promise<void> {
      await tx.rows(
        statement(
          `update privacy.request_part set answered_at = $4, row_count = coalesce(row_count, 0) + $5
           where branch_id = $1 and request_id = $2 and room = $3 and answered_at is null`,
          [tx.branchId, id, room, new Date(now), rows],
        ),
      );
    },

    async openVisit(
      tx: Tx,
      visit: { id: string; customerId: string; linkHash: string; expiresAt: number },
    ): Promise<void> {
      await tx.rows(
        statement(`delete from privacy.visit where branch_id = $1 and expires_at < $2`, [
          tx.branchId,
          new Date(visit.expiresAt - 86_400_000),
        ]),
      );
      await tx.rows(
        statement(
          'insert into privacy.visit (branch_id, visit_id, customer_id, link_hash, expires_at) values ($1, $2, $3, $4, $5)',
          [tx.branchId, visit.id, visit.customerId, visit.linkHash, new Date(visit.expiresAt)],
        ),
      );
    },

    readVisit(
      reader: Reader,
      branchId: string,
      id: string,
      wall: number,
    ): Promise<{ customerId: string; linkHash: string } | null> {
      return reader.row(
        statement(
          `select customer_id as "customerId", link_hash as "linkHash" from privacy.visit
           where branch_id = $1 and visit_id = $2 and expires_at > $3`,
          [branchId, id, new Date(wall)],
        ),
      );
    },
  };
}
