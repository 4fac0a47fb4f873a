import type { Arrival, CustomerCard, CustomerView } from '@huiting/contracts/customer';
import type { FieldScope } from '../../platform/field-scope.ts';

/**
 * Leaves out what the reader's role has no part in: the one place where field scope meets a customer's file. Tier and the marks
 * of elder and disabled stay: they say how somebody is served, to whoever serves them.
 */
export function withinFields(view: CustomerView, scope: FieldScope): CustomerView {
  return {
    ...view,
    ...cardWithin(view, scope),
    ...(scope.identity ? {} : { maskedIdNumber: null, maskedCards: [], maskedPlate: null }),
    ...(scope.contact ? {} : { maskedPhone: null, age: null }),
    ...(scope.wealth ? {} : { assetsBand: '', products: [], missingServices: [], talkPoints: [] }),
    ...(scope.wealth ? {} : { ownerStaffId: null }),
  };
}

/** The same of a card: a terminal in the hall greets and issues; whose customer this is, and their tags, are for staff. */
export function cardWithin<C extends CustomerCard>(card: C, scope: FieldScope): C {
  return scope.wealth ? card : { ...card, tags: [], ownerName: null };
}

export function arrivalWithin(arrival: Arrival, scope: FieldScope): Arrival {
  return { ...arrival, customer: cardWithin(arrival.customer, scope) };
}
