import type { Consent, ConsentText } from '@huiting/contracts/customer';
import { dateIn } from '../../platform/clock/zone-time.ts';
import type { Ctx } from '../../platform/context.ts';
import { refuse } from '../../platform/errors.ts';
import { authorize, authorizeSomewhere } from '../../platform/permits.ts';
import type { Platform } from '../../platform/room.ts';
import type { BranchDirectory } from '../organization/index.ts';
import { purposes, shippedText, standingOf, textInForce } from './customer.consent.domain.ts';
import type { Purpose } from './customer.consent.domain.ts';
import * as store from './customer.consent.store.ts';
import { normaliseIdentifier } from './customer.identifier.domain.ts';
import { maskPlate } from './customer.masking.present.ts';
import type { CustomerStore } from './customer.store.ts';

/** Texts are head office's, and so is their day. */
const headOfficeZone = 'Asia/Shanghai';

export interface ConsentChange {
  readonly customerId: string;
  readonly purpose: Purpose;
  readonly given: boolean;
  /** What was shown; null when it is taken back. */
  readonly textVersion: number | null;
  /** The plate to be recognised by, when that is agreed to. */
  readonly plate: string | null;
}

/**
 * PV-02. Whoever uses a consent asks `allows` at the moment of using it, never a copy: taken back, or outlived by a text
 * that asks again, it allows nothing from the next question on.
 */
export function createConsents(
  { db, audit, clock }: Platform,
  { directory, files }: { directory: BranchDirectory; files: CustomerStore },
) {
  const today = (ctx: Ctx): string => dateIn(headOfficeZone, ctx.now());

  /** Where every purpose stands. */
  async function listOf(customerId: string, day: string): Promise<Consent[]> {
    const [kept, texts] = await Promise.all([store.readConsents(db, customerId), store.readTexts(db)]);
    return purposes.map((purpose) => standingOf(kept, texts, purpose, day));
  }

  async function give(ctx: Ctx, change: ConsentChange, channel: string): Promise<number> {
    if (change.purpose === 'face') refuse('customer.consent_elsewhere');
    const { version } = textInForce(await store.readTexts(db), change.purpose, today(ctx));
    if (change.textVersion !== version) refuse('customer.consent_text_changed', { version });
    if (change.purpose === 'plate') {
      const plate = normaliseIdentifier('plate', change.plate ?? '') ?? refuse('customer.bad_identifier');
      if (!(await files.givePlate(db, change.customerId, plate, ctx.now()))) refuse('customer.plate_taken');
    }
    const { customerId, purpose } = change;
    await store.giveConsent(db, { customerId, purpose, textVersion: version, channel, at: ctx.now() });
    return version;
  }

  /** Gives or takes back; the caller has made sure who asks. Every statement stands alone, as for every change of a file. */
  async function change(ctx: Ctx, asked: ConsentChange, channel: string, actedBy: string): Promise<void> {
    const { customerId, purpose, given } = asked;
    const before = (await store.readConsents(db, customerId)).find((one) => one.purpose === purpose);
    let textVersion = before?.textVersion ?? 0;
    if (given) textVersion = await give(ctx, asked, channel);
    else {
      await files.withdraw(db, customerId, purpose, ctx.now());
      // Taking back what was never given, or is taken back already, is no act.
      if (before === undefined || before.withdrawnAt !== null) return;
    }
    await store.insertAct(db, { customerId, purpose, given, textVersion, channel, actedBy, at: ctx.now() });
  }

  return {
    listOf,
    change,

    /** Whether a customer's consent allows a use now. */
    async allows(customerId: string, purpose: Purpose): Promise<boolean> {
      const standing = await listOf(customerId, dateIn(headOfficeZone, clock.now()));
      return standing.some((one) => one.purpose === purpose && one.state === 'given');
    },

    async listConsents(ctx: Ctx, input: { branchId: string; customerId: string }) {
      const branch = await directory.get(input.branchId);
      authorize(ctx, 'customer.view', branch.path);
      if ((await files.loadFile(db, input.customerId)) === null) refuse('customer.not_found');
      return { consents: await listOf(input.customerId, today(ctx)) };
    },

    async listConsentTexts(ctx: Ctx): Promise<{ texts: ConsentText[] }> {
      authorizeSomewhere(ctx, 'privacy.manage');
      return { texts: [...(await store.readTexts(db)), ...purposes.map(shippedText)] };
    },

    /** The next version. What a customer has agreed to stays readable: nothing is ever changed. */
    async publishConsentText(
      ctx: Ctx,
      input: Pick<ConsentText, 'purpose' | 'title' | 'body' | 'asksAgain'> & {
        basedOn: number;
        effectiveFrom: string;
        note: string;
      },
    ): Promise<{ text: ConsentText }> {
      authorizeSomewhere(ctx, 'privacy.manage');
      const root = (await directory.root()) ?? refuse('platform.not_found');
      const { basedOn, note, ...words } = input;
      return db.transact(ctx, root.id, async (tx) => {
        const newest = (await store.readTexts(tx))
          .filter(({ purpose }) => purpose === input.purpose)
          .sort((a, b) => b.version - a.version)[0];
        if ((newest?.version ?? 0) !== basedOn) refuse('customer.consent_text_newer');
        const earliest = newest?.effectiveFrom ?? '';
        if (input.effectiveFrom < today(ctx) || input.effectiveFrom < earliest)
          refuse('customer.consent_text_past');
        const text: ConsentText = {
          ...words,
          version: basedOn + 1,
          publishedBy: ctx.actor.name,
          publishedAt: ctx.now(),
        };
        if (!(await store.insertText(tx, { ...text, note }))) refuse('customer.consent_text_newer');
        await audit(tx, ctx, {
          action: 'privacy.publishConsentText',
          object: `consentText:${input.purpose}`,
          orgUnitId: root.id,
          outcome: 'done',
          detail: {
            version: text.version,
            effectiveFrom: input.effectiveFrom,
            asksAgain: input.asksAgain,
            note,
          },
        });
        return { text };
      });
    },

    /** What is shown of a plate that was just given. */
    maskedPlateOf: (plate: string | null): string | null => {
      const normalised = plate === null ? null : normaliseIdentifier('plate', plate);
      return normalised === null ? null : maskPlate(normalised);
    },
  };
}
