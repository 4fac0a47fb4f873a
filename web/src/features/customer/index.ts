export { isVip } from './customer.tier.domain.ts';
export { customerText } from './customer.text.ts';
export { customerViewQuery } from './customer.queries.ts';
export { useArrivals } from './customer.live.ts';
export { IdentifierForm, type IdentifierInput } from './components/identifier-form.tsx';
export { Products, SignedServices, TalkPoints } from './components/customer-parts.tsx';
export { CustomerSheet } from './components/customer-sheet.tsx';
export { ArrivalsList } from './components/arrivals-list.tsx';
export { IdentifySheet } from './components/identify-sheet.tsx';
