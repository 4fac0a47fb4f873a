import type { CustomerCard, CustomerView } from '@huiting/contracts/customer';
import type { Ctx } from '../../platform/context.ts';
import { bandWords, missingServices, talkPoints } from './customer.advice.domain.ts';
import { ageOn, isElderOn } from './customer.domain.ts';
import type { CustomerFile, CustomerRecord, PastService } from './customer.domain.ts';
import { maskCard, maskIdNumber, maskName, maskPhone, maskPlate } from './customer.masking.present.ts';

/** What every staff screen, ticket and event may hold of a customer. `day` is the business date of the branch that asks. */
export function presentCard(file: CustomerFile, ownerName: string | null, day: string): CustomerCard {
  return {
    id: file.id,
    maskedName: maskName(file.name),
    tier: file.tier,
    elder: isElderOn(file.birthDate, day),
    disabled: file.disabled,
    tags: [...file.tags],
    ownerName,
  };
}

export interface ViewParts {
  readonly record: CustomerRecord;
  readonly ownerName: string | null;
  readonly day: string;
  readonly visits: number;
  readonly recent: readonly PastService[];
  readonly branchNames: ReadonlyMap<string, string>;
}

export function presentView(parts: ViewParts, locale: Ctx['locale']): CustomerView {
  const { record, day } = parts;
  const language = locale === 'en' ? 'en' : 'zh';
  return {
    ...presentCard(record, parts.ownerName, day),
    maskedIdNumber: record.idNumber === null ? null : maskIdNumber(record.idNumber),
    maskedPhone: record.phone === null ? null : maskPhone(record.phone),
    maskedCards: record.cards.map(maskCard),
    gender: record.gender,
    age: record.birthDate === null ? null : ageOn(record.birthDate, day),
    assetsBand: bandWords[record.assetsBand][language],
    signedServices: [...record.signedServices],
    missingServices: missingServices(record, day),
    products: record.products.map(({ name, maturesOn, amountBand }) => ({
      name,
      maturesOn,
      amountBand: bandWords[amountBand][language],
    })),
    ownerStaffId: record.ownerStaffId,
    homeBranchName: (record.homeBranchId !== null && parts.branchNames.get(record.homeBranchId)) || '',
    visits90Days: parts.visits,
    recentVisits: parts.recent.map((service) => ({
      at: service.at,
      branchName: parts.branchNames.get(service.branchId) ?? '',
      serviceName: service.serviceName?.[language] ?? '',
      waitSeconds: service.waitSeconds,
      level: service.level,
    })),
    talkPoints: talkPoints(record, parts.recent, day),
    faceConsent: record.faceConsent,
    plateConsent: record.plate !== null,
    maskedPlate: record.plate === null ? null : maskPlate(record.plate),
  };
}
