import { bansOf, isFreeByRule, lacksSkill } from './rules.ts';
import type { Validation } from './report-issues.ts';
import { expectCost, expectCount, expectDay, expectShift, expectStaff } from './report-issues.ts';
import type { Pin } from './wishes.ts';

/** Requests, pairings, pins, fairness, rotation and the published roster. */
export function validateWishes(validation: Validation): void {
  const { requests, pairings, pins, fairness, rotation, published, staff, horizon } = validation.problem;
  for (const [index, request] of requests.entries()) {
    const path = `requests[${index}]`;
    expectStaff(validation, request.staff, path);
    expectDay(validation, request.day, path);
    expectShift(validation, request.shift, path);
    expectCost(validation, request.weight, `${path}.weight`);
  }
  for (const [index, { staff: pair, weight }] of pairings.entries()) {
    const path = `pairings[${index}]`;
    for (const id of pair) expectStaff(validation, id, path);
    if (pair[0] === pair[1]) validation.report('duplicate', path, `${pair[0]} is paired with itself`);
    if (weight !== null) expectCost(validation, weight, `${path}.weight`);
  }
  for (const [index, pin] of pins.entries()) validatePin(validation, pin, `pins[${index}]`);
  validatePinsTogether(validation);
  for (const [index, group] of fairness.entries()) {
    const path = `fairness[${index}]`;
    expectCost(validation, group.weight, `${path}.weight`);
    for (const shift of group.shifts ?? []) expectShift(validation, shift, path);
    for (const { staff: id, carried, target } of group.members) {
      expectStaff(validation, id, path);
      expectCost(validation, Math.abs(carried), `${path}.carried`);
      expectCost(validation, Math.abs(target), `${path}.target`);
    }
  }
  for (const [index, { shifts, maxConsecutive }] of rotation.entries()) {
    for (const shift of shifts) expectShift(validation, shift, `rotation[${index}]`);
    expectCount(validation, maxConsecutive, `rotation[${index}].maxConsecutive`);
  }
  if (published === null) return;
  expectCost(validation, published.changeCost, 'published.changeCost');
  const isWhole =
    published.roster.length === staff.length && published.roster.every((row) => row.length === horizon.days);
  if (!isWhole) validation.report('rosterShape', 'published.roster', 'not one row a person, one entry a day');
  for (const row of published.roster)
    for (const shift of row) expectShift(validation, shift, 'published.roster');
}

function validatePin(validation: Validation, { staff: id, day, shift }: Pin, path: string): void {
  expectStaff(validation, id, path);
  expectDay(validation, day, path);
  expectShift(validation, shift, path);
  const member = validation.problem.staff.find((candidate) => candidate.id === id);
  const type = validation.problem.shiftTypes.find((candidate) => candidate.id === shift);
  if (member === undefined || type === undefined) return;
  const breaks = (why: string) => validation.report('pinBreaksRule', path, `${id} on day ${day}: ${why}`);
  if (isFreeByRule(member, day)) breaks('a free day or leave');
  if (lacksSkill(member, type, day)) breaks(`lacks a skill shift ${type.id} requires`);
  if (member.contract.shiftCaps[type.id] === 0) breaks(`never works shift ${type.id}`);
}

/** Two pins for one day, or neighbouring days whose shifts may not follow each other. */
function validatePinsTogether(validation: Validation): void {
  const { pins, staff, shiftTypes } = validation.problem;
  const byDay = new Map(pins.map((pin) => [`${pin.day} ${pin.staff}`, pin]));
  for (const [index, pin] of pins.entries()) {
    const path = `pins[${index}]`;
    const other = byDay.get(`${pin.day} ${pin.staff}`);
    if (other !== undefined && other.shift !== pin.shift)
      validation.report('pinBreaksRule', path, `${pin.staff} is pinned twice on day ${pin.day}`);
    const next = byDay.get(`${pin.day + 1} ${pin.staff}`);
    const member = staff.find(({ id }) => id === pin.staff);
    const type = shiftTypes.find(({ id }) => id === pin.shift);
    const following = shiftTypes.find(({ id }) => id === next?.shift);
    if (member === undefined || type === undefined || following === undefined) continue;
    if (bansOf(member.contract, type, following))
      validation.report('pinBreaksRule', path, `${following.id} may not follow ${type.id} for ${pin.staff}`);
  }
}
