import type { CustomerView } from '@huiting/contracts/customer';
import type { FieldScope } from '../../platform/field-scope.ts';

/** Leaves out of a view what the reader's role has no part in: the one place where field scope meets a customer's file. */
export function withinFields(view: CustomerView, scope: FieldScope): CustomerView {
  return {
    ...view,
    ...(scope.identity ? {} : { maskedIdNumber: null, maskedCards: [], maskedPlate: null }),
    ...(scope.contact ? {} : { maskedPhone: null, age: null }),
    ...(scope.wealth ? {} : { assetsBand: '', products: [], missingServices: [], talkPoints: [] }),
  };
}
