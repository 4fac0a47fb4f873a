import type { Actor } from './context.ts';
import { permits } from './permits.ts';

/**
 * Classes of a customer's fields, each a permission at a place (SE-02): `identity` (documents, cards, plates), `contact`
 * (phone, age), `wealth` (assets, products, advice). Whoever lacks one is shown nothing of it, masked or not.
 */
export const fieldClasses = ['identity', 'contact', 'wealth'] as const;
export type FieldClass = (typeof fieldClasses)[number];

export type FieldScope = Readonly<Record<FieldClass, boolean>>;

export function fieldScope(actor: Actor, path: string): FieldScope {
  return {
    identity: permits(actor, 'field.identity', path),
    contact: permits(actor, 'field.contact', path),
    wealth: permits(actor, 'field.wealth', path),
  };
}
