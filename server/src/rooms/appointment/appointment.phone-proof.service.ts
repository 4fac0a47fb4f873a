import { createHash, randomInt } from 'node:crypto';
import type { Ctx } from '../../platform/context.ts';
import type { FieldCrypto } from '../../platform/crypto/field-crypto.ts';
import type { Reader } from '../../platform/database/query.ts';
import { AppError, refuse } from '../../platform/errors.ts';
import { normalisePhone } from '../customer/index.ts';
import { codeSeconds, giveBackCode, saveCode, spendCode } from './appointment.phone-code.store.ts';
import { SmsRefused } from '../../platform/messages/sms-gateway.ts';
import type { SmsPort } from '../../platform/messages/sms-gateway.ts';
import { newId } from '../../platform/ids.ts';

export function phoneOf(text: string): string {
  return normalisePhone(text) ?? refuse('appointment.bad_phone');
}

export type PhoneProof = ReturnType<typeof createPhoneProof>;

/** Proves that whoever books holds the phone. Wall time throughout: the code is for a person who waits for it now. */
export function createPhoneProof(deps: {
  db: Reader;
  crypto: FieldCrypto;
  sms: SmsPort | null;
  wall: () => number;
}) {
  const { db, crypto, sms, wall } = deps;
  const indexOf = (phone: string): string => crypto.keyedHash('phone', phone);
  const hashOf = (phone: string, code: string): string => crypto.keyedHash('phoneCode', `${phone} ${code}`);

  return {
    send: async (
      ctx: Ctx,
      bankName: string,
      input: { phone: string },
    ): Promise<{ expiresInSeconds: number }> => {
      if (sms === null) return refuse('platform.unavailable');
      const phone = phoneOf(input.phone);
      const code = String(randomInt(1_000_000)).padStart(6, '0');
      const saved = await saveCode(db, {
        phoneIndex: indexOf(phone),
        codeHash: hashOf(phone, code),
        wall: wall(),
      });
      if (!saved) refuse('platform.too_many_requests');
      const text = `【${bankName}】验证码 ${code}，${codeSeconds / 60} 分钟内有效，用于预约网点业务。请勿告诉他人。`;
      await sms.send({ id: newId(), phone, text, at: ctx.now() }).catch((error: unknown) => {
        if (error instanceof SmsRefused) refuse('platform.unavailable');
        throw error;
      });
      return { expiresInSeconds: codeSeconds };
    },

    /**
     * Runs a command with the phone proved. The code is spent on this command alone: a repeat of it (after a crash or a
     * time-out) passes, another command does not; a refused command gives the code back, for another slot.
     */
    prove: async <R>(ctx: Ctx, phone: string, code: string, work: () => Promise<R>): Promise<R> => {
      const usedFor = commandMark(ctx);
      const proof = {
        phoneIndex: indexOf(phone),
        codeHash: hashOf(phone, code.trim()),
        usedFor,
        wall: wall(),
      };
      if (!(await spendCode(db, proof))) refuse('appointment.phone_not_proved');
      try {
        return await work();
      } catch (error) {
        if (error instanceof AppError) await giveBackCode(db, proof.phoneIndex, usedFor);
        throw error;
      }
    },
  };
}

function commandMark({ actor, command, traceId }: Ctx): string {
  const text = command === null ? traceId : `${actor.id} ${command.endpoint} ${command.key}`;
  return createHash('sha256').update(text).digest('base64url');
}
