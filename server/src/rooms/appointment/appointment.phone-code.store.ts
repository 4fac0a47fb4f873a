import { statement } from '../../platform/database/query.ts';
import type { Reader } from '../../platform/database/query.ts';
import { newId } from '../../platform/ids.ts';

/** One-time codes. All instants are wall time. */

export const codeSeconds = 300;
const maxTries = 5;
const perHour = 5;
const betweenMs = 60_000;
const keptMs = 48 * 3_600_000;

/** Keeps a code for a phone, unless too many were asked for; false then. */
export async function saveCode(
  reader: Reader,
  code: { phoneIndex: string; codeHash: string; wall: number },
): Promise<boolean> {
  const at = (ms: number): Date => new Date(ms);
  const saved = await reader.rows(
    statement(
      `with old as (delete from appointment.phone_code where sent_at < $6)
       insert into appointment.phone_code (id, phone_index, code_hash, sent_at, expires_at)
       select $1, $2, $3, $4, $5
       where not exists (select 1 from appointment.phone_code where phone_index = $2 and sent_at > $7)
         and (select count(*) from appointment.phone_code where phone_index = $2 and sent_at > $8) < $9
       returning 1`,
      [
        newId(),
        code.phoneIndex,
        code.codeHash,
        at(code.wall),
        at(code.wall + codeSeconds * 1000),
        at(code.wall - keptMs),
        at(code.wall - betweenMs),
        at(code.wall - 3_600_000),
        perHour,
      ],
    ),
  );
  return saved.length > 0;
}

/**
 * Spends the phone's newest code on one command; a repeat of the same command may spend it again, also later.
 * A wrong code counts as a try. One statement under the row's lock: two commands cannot spend the same code.
 */
export async function spendCode(
  reader: Reader,
  proof: { phoneIndex: string; codeHash: string; usedFor: string; wall: number },
): Promise<boolean> {
  const row = await reader.row(
    statement<{ proved: boolean }>(
      `with newest as materialized (
         select id from appointment.phone_code where phone_index = $1
         order by (used_for = $3) is true desc, sent_at desc limit 1 for update)
       update appointment.phone_code c set
         tries = c.tries + case when c.code_hash = $2 then 0 else 1 end,
         used_for = case when c.code_hash = $2 and c.used_for is null and c.tries < $5 and c.expires_at > $4 then $3 else c.used_for end
       from newest where c.id = newest.id
       returning (c.code_hash = $2 and c.used_for = $3) is true as proved`,
      [proof.phoneIndex, proof.codeHash, proof.usedFor, new Date(proof.wall), maxTries],
    ),
  );
  return row?.proved ?? false;
}

/** The command it was spent on was refused: the customer may choose another slot with the same code. */
export async function giveBackCode(reader: Reader, phoneIndex: string, usedFor: string): Promise<void> {
  await reader.rows(
    statement('update appointment.phone_code set used_for = null where phone_index = $1 and used_for = $2', [
      phoneIndex,
      usedFor,
    ]),
  );
}
