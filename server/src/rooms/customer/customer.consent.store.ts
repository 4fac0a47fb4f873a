import type { ConsentText } from '@huiting/contracts/customer';
import { statement } from '../../platform/database/query.ts';
import type { Reader } from '../../platform/database/query.ts';
import { newId } from '../../platform/ids.ts';
import type { KeptConsent, Purpose } from './customer.consent.domain.ts';

export function readConsents(reader: Reader, customerId: string): Promise<KeptConsent[]> {
  return reader.rows(
    statement<KeptConsent>(
      `select purpose, text_version as "textVersion", channel, given_at as "givenAt", withdrawn_at as "withdrawnAt"
       from customer.consent where customer_id = $1`,
      [customerId],
      'customer-consents',
    ),
  );
}

/** Agreed to a text without more; what must be kept with it (a plate) has a statement of its own. */
export async function giveConsent(
  reader: Reader,
  given: { customerId: string; purpose: Purpose; textVersion: number; channel: string; at: number },
): Promise<void> {
  await reader.rows(
    statement(
      `insert into customer.consent (customer_id, purpose, given_at, text_version, channel) values ($1, $2, $3, $4, $5)
       on conflict (customer_id, purpose) do update set given_at = excluded.given_at, withdrawn_at = null,
         text_version = excluded.text_version, channel = excluded.channel`,
      [given.customerId, given.purpose, new Date(given.at), given.textVersion, given.channel],
    ),
  );
}

export interface ConsentAct {
  readonly customerId: string;
  readonly purpose: Purpose;
  readonly given: boolean;
  readonly textVersion: number;
  readonly channel: string;
  readonly actedBy: string;
  readonly at: number;
}

/** Proof of the act; never changed. */
export async function insertAct(reader: Reader, act: ConsentAct): Promise<void> {
  await reader.rows(
    statement(
      `insert into customer.consent_act (customer_id, act_id, purpose, given, text_version, channel, acted_by, at)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        act.customerId,
        newId(),
        act.purpose,
        act.given,
        act.textVersion,
        act.channel,
        act.actedBy,
        new Date(act.at),
      ],
    ),
  );
}

/** All published texts, the newest first. */
export function readTexts(reader: Reader): Promise<ConsentText[]> {
  return reader.rows(
    statement<ConsentText>(
      `select purpose, version, effective_from as "effectiveFrom", title, body, asks_again as "asksAgain",
         published_by as "publishedBy", published_at as "publishedAt"
       from customer.consent_text order by published_at desc, purpose`,
      [],
      'consent-texts',
    ),
  );
}

/** False when somebody else has published this version. */
export async function insertText(reader: Reader, text: ConsentText & { note: string }): Promise<boolean> {
  const rows = await reader.rows(
    statement(
      `insert into customer.consent_text (purpose, version, effective_from, title, body, asks_again, note, published_by, published_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing returning 1`,
      [
        text.purpose,
        text.version,
        text.effectiveFrom,
        JSON.stringify(text.title),
        JSON.stringify(text.body),
        text.asksAgain,
        text.note,
        text.publishedBy,
        new Date(text.publishedAt!),
      ],
    ),
  );
  return rows.length > 0;
}
