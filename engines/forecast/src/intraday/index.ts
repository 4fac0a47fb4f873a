export type { DaySlots } from './day-slots.ts';
export { averageProfiles, learnProfiles, type DayProfiles, type ProfileOptions } from './day-profile.ts';
export { forecastDay, type DayAheadForecast, type IntradayOptions } from './forecast-day.ts';
export { replayDays, slotIntervals, type ReplayedDay, type SlotInterval } from './replay-days.ts';
export { updateDay, type DayUpdate } from './day-update.ts';
export { spreadOverDay, type SlotForecast } from './spread-over-day.ts';
