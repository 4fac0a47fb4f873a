import type {
  Booking as BookingDto,
  BookingForCustomer,
  BookingRules,
  StaffBooking,
} from '@huiting/contracts/appointment';
import type { ServiceType } from '@huiting/contracts/queue';
import type { z } from 'zod';
import type { FieldScope } from '../../platform/field-scope.ts';
import type { BranchInfo } from '../organization/index.ts';
import { changeTerms, checkInWindow } from './appointment.domain.ts';
import type { Booking } from './appointment.domain.ts';

const unknownService = { zh: '其他业务', en: 'Other service' };

export function presentBooking(booking: Booking, services: readonly ServiceType[]): BookingDto {
  return {
    id: booking.id,
    branchId: booking.branchId,
    code: booking.code,
    state: booking.state,
    serviceTypeId: booking.serviceTypeId,
    serviceName: services.find(({ id }) => id === booking.serviceTypeId)?.name ?? unknownService,
    start: booking.start,
    end: booking.end,
    businessDate: booking.businessDate,
    maskedName: booking.maskedName,
    maskedPhone: booking.maskedPhone,
    channel: booking.channel,
    note: booking.note,
    ticketNumber: booking.ticketNumber,
    checkedInAt: booking.checkedInAt,
    disturbed: booking.disturbed,
  };
}

/** For staff, within what their role may see: with what was noted for its coming, and how its last message went. */
export function presentStaffBooking(
  booking: Booking,
  services: readonly ServiceType[],
  message: StaffBooking['message'],
  scope: FieldScope,
): StaffBooking {
  const shown = presentBooking(booking, services);
  return {
    ...shown,
    maskedPhone: scope.contact ? shown.maskedPhone : null,
    preparation: booking.preparation,
    message,
  };
}

/** A booking with what its holder may see besides. */
export interface HeldBooking {
  readonly booking: Booking;
  readonly branch: BranchInfo;
  readonly services: readonly ServiceType[];
  readonly rules: BookingRules;
  /** Token of its page, and of its ticket's once there is one. */
  readonly token: string;
  readonly ticketToken: string | null;
}

export function presentForCustomer({
  booking,
  branch,
  services,
  rules,
  token,
  ticketToken,
}: HeldBooking): z.output<typeof BookingForCustomer> {
  const { from, until } = checkInWindow(booking.start);
  return {
    ...presentBooking(booking, services),
    branchName: branch.name,
    address: branch.address,
    path: `/h5/b/${token}`,
    progressPath: ticketToken === null ? null : `/h5/t/${ticketToken}`,
    checkInFrom: from,
    checkInUntil: until,
    ...changeTerms(booking, rules),
  };
}
