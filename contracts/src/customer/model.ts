import { z } from 'zod';
import { Id } from '../core/fields.ts';

export const CustomerTier = z.enum(['ordinary', 'gold', 'platinum', 'privateBank']);
export type CustomerTier = z.output<typeof CustomerTier>;
/** `faceId` is the opaque id given by a face service; no picture is ever kept. */
export const IdentifierKind = z.enum(['idNumber', 'phone', 'card']);
export type IdentifierKind = z.output<typeof IdentifierKind>;
export const Identifier = z.object({ kind: IdentifierKind, value: z.string().min(4).max(40) });
export type Identifier = z.output<typeof Identifier>;
export const RecognitionSource = z.enum([
  'idCard',
  'bankCard',
  'phone',
  'bookingCode',
  'face',
  'plate',
  'manual',
]);

/** What may be seen of a customer on any staff screen: masked. */
export const CustomerCard = z.object({
  id: Id,
  /** `王*芳` */
  maskedName: z.string(),
  tier: CustomerTier,
  elder: z.boolean(),
  disabled: z.boolean(),
  tags: z.array(z.string()),
  ownerName: z.string().nullable(),
});
export type CustomerCard = z.output<typeof CustomerCard>;
