import type { RetainedKind } from '../../platform/personal-data.ts';

export const appointmentRetained: readonly RetainedKind[] = [
  {
    kind: 'appointment.bookings',
    name: { zh: '预约与提醒短信', en: 'Bookings and messages' },
    tables: ['appointment.booking', 'appointment.slot', 'appointment.message'],
    leastDays: 90,
    days: 2 * 365,
  },
];
