import { createHash } from 'node:crypto';
import { remoteDefaults } from '@huiting/contracts/appointment';
import type { PhonePosition, RemoteRule } from '@huiting/contracts/appointment';

export interface RemoteTicket {
  readonly branchId: string;
  readonly businessDate: string;
  readonly id: string;
  readonly code: string;
  readonly customerId: string;
  readonly maskedName: string;
  readonly maskedPhone: string;
  readonly language: 'zh-CN' | 'en';
  readonly rule: 'distance' | 'time';
  readonly holdMinutes: number;
  readonly nearAhead: number;
  readonly takenAt: number;
}

const earthMetres = 6_371_000;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Metres between two places, by the haversine formula on a sphere: some tenths of a percent off, which no rule notices. */
export function metresBetween(
  a: { readonly latitude: number; readonly longitude: number },
  b: { readonly latitude: number; readonly longitude: number },
): number {
  const half = (from: number, to: number): number => Math.sin(radians(to - from) / 2) ** 2;
  const chord =
    half(a.latitude, b.latitude) +
    Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * half(a.longitude, b.longitude);
  return 2 * earthMetres * Math.asin(Math.min(1, Math.sqrt(chord)));
}

/**
 * Which rule a number is taken under, and how long it keeps its place. By distance when the branch asks for it and the phone
 * tells where it is well enough, forgiving its own inexactness up to a limit; by time otherwise, with the shorter hold.
 */
export function ruleFor(
  remote: RemoteRule,
  branch: { readonly latitude: number; readonly longitude: number },
  position: PhonePosition | null,
):
  | { readonly tooFar: true; readonly metres: number }
  | { readonly tooFar: false; readonly rule: 'distance' | 'time'; readonly holdMinutes: number } {
  if (remote.rule === 'time' || position === null || position.accuracyMetres > remoteDefaults.coarseMetres)
    return { tooFar: false, rule: 'time', holdMinutes: remote.arriveMinutes };
  const metres = metresBetween(branch, position);
  const tolerance = Math.min(position.accuracyMetres, remoteDefaults.toleranceMetres);
  return metres - tolerance > remote.withinMetres
    ? { tooFar: true, metres: Math.round(metres) }
    : { tooFar: false, rule: 'distance', holdMinutes: remote.holdMinutes };
}

/** An id that a repeated command makes again: a UUID of version 8 from who asks and the command's key. */
export function idOfCommand(actorId: string, key: string): string {
  const bytes = createHash('sha256').update(`remoteTicket ${actorId} ${key}`).digest().subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x80;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
