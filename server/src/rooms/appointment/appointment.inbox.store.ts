import type { FieldCrypto } from '../../platform/crypto/field-crypto.ts';
import { statement } from '../../platform/database/query.ts';
import type { Reader } from '../../platform/database/query.ts';
import { newId } from '../../platform/ids.ts';
import { maskPhone } from '../customer/index.ts';
import type { SmsPort } from '../../platform/messages/sms-gateway.ts';

export interface DemoInbox extends SmsPort {
  /** Newest first; of one phone when given, normalised. */
  read(phone: string | null): Promise<{ at: number; phone: string; text: string }[]>;
}

const keptMs = 86_400_000;

/** The demo's phone: messages are kept for a day and shown to whoever opens the inbox page. Phones are kept masked and as a keyed hash. */
export function createDemoInbox(db: Reader, crypto: FieldCrypto, wall: () => number): DemoInbox {
  return {
    send: async ({ phone, text, at }) => {
      await db.rows(
        statement(
          `with old as (delete from appointment.demo_message where recorded_at < $7)
           insert into appointment.demo_message (id, phone_index, masked_phone, text, at, recorded_at) values ($1, $2, $3, $4, $5, $6)`,
          [
            newId(),
            crypto.keyedHash('phone', phone),
            maskPhone(phone),
            text,
            new Date(at),
            new Date(wall()),
            new Date(wall() - keptMs),
          ],
        ),
      );
    },
    read: (phone) =>
      db.rows(
        statement<{ at: number; phone: string; text: string }>(
          `select at, masked_phone as phone, text from appointment.demo_message
           where $1::text is null or phone_index = $1 order by recorded_at desc, id desc limit 50`,
          [phone === null ? null : crypto.keyedHash('phone', phone)],
        ),
      ),
  };
}
