import type { FieldGroup } from '@huiting/contracts/core/classification';
import type { Actor } from './context.ts';
import { permits } from './permits.ts';

/**
 * Groups of a customer's fields, each a permission at a place (SE-02): `identity` (documents, cards, plates), `contact`
 * (phone, age), `wealth` (assets, products, advice, tags and whose customer it is). Whoever lacks one is shown nothing of it,
 * masked or not. Which field belongs where: `contracts/src/core/classification.ts`.
 */
export const groupsOfFields = ['identity', 'contact', 'wealth'] as const satisfies readonly FieldGroup[];

export type FieldScope = Readonly<Record<FieldGroup, boolean>>;

export function fieldScope(actor: Actor, path: string): FieldScope {
  return {
    identity: permits(actor, 'field.identity', path),
    contact: permits(actor, 'field.contact', path),
    wealth: permits(actor, 'field.wealth', path),
  };
}
