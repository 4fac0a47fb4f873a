import type { CustomerTier } from '@huiting/contracts/customer';

/** Tiers that staff greet by name. */
export const isVip = (tier: CustomerTier): boolean => tier !== 'ordinary';
