import { describe, expect, test } from 'vitest';
import { placeMark, placeMenu, type Box, type Surround } from './menu-place.ts';

const menu = { width: 316, height: 288 };
const field: Box = { left: 310, top: 400, width: 480, height: 40 };
const usual: Surround = { field, next: null, window: { width: 1100, height: 800 }, fromRight: false };

describe('the menu', () => {
  test.each<[string, Partial<Surround>, { left: number; top: number; up: boolean } | null]>([
    ['stands below its field', {}, { left: 304, top: 444, up: false }],
    ['stands above it where the next field is below', { next: { ...field, top: 480 } }, { left: 304, top: 108, up: true }],
    ['stands above it at the foot of the window', { field: { ...field, top: 700 } }, { left: 304, top: 408, up: true }],
    ['stands beside it where neither is free', { field: { ...field, top: 100, width: 300 }, next: { ...field, top: 180, width: 300 }, window: { width: 1100, height: 400 } }, { left: 614, top: 100, up: false }],
    ['stands below the next one where that is all', { field: { ...field, top: 100 }, next: { ...field, top: 180 } }, { left: 304, top: 224, up: false }],
    ['begins at the right where one reads from there', { fromRight: true }, { left: 480, top: 444, up: false }],
    ['stays in the window', { field: { ...field, left: 1000, width: 90 } }, { left: 784, top: 444, up: false }],
    ['is nowhere where there is no room', { window: { width: 300, height: 300 } }, null],
    ['is nowhere where it would cover one of the fields', { field: { ...field, left: 0, top: 100, width: 360 }, next: { ...field, left: 0, top: 180, width: 360 }, window: { width: 360, height: 480 } }, null],
  ])('%s', (_how, where, place) => {
    expect(placeMenu(menu, { ...usual, ...where })).toEqual(place);
  });

  test('covers neither the field nor the next one, wherever they are', () => {
    const overlap = (one: Box, other: Box) => one.left < other.left + other.width && other.left < one.left + one.width && one.top < other.top + other.height && other.top < one.top + one.height;
    for (let top = 0; top < 760; top += 20) {
      for (const left of [0, 200, 500, 620]) {
        for (const distance of [44, 84, 300]) {
          const next = { ...field, left, top: top + distance };
          const place = placeMenu(menu, { ...usual, field: { ...field, left, top }, next });
          if (place !== null) expect([{ ...field, left, top }, next].filter((box) => overlap({ ...menu, ...place }, box))).toEqual([]);
        }
      }
    }
  });
});

describe('the mark', () => {
  test.each<[string, Parameters<typeof placeMark>[1], { left: number; top: number }]>([
    ['stands in the end of its field', { field, others: [], fromRight: false, inset: 0 }, { left: 762, top: 408 }],
    ['stands before what is there already', { field, others: [], fromRight: false, inset: 40 }, { left: 722, top: 408 }],
    ['stands at the left where one reads from the right', { field, others: [], fromRight: true, inset: 0 }, { left: 314, top: 408 }],
    ['stands after the last of the boxes for a code', { field: { left: 10, top: 400, width: 40, height: 40 }, others: [{ left: 60, top: 400, width: 40, height: 40 }, { left: 10, top: 500, width: 40, height: 40 }], fromRight: false, inset: 0 }, { left: 104, top: 408 }],
    ['stays at the top of a high field', { field: { ...field, height: 200 }, others: [], fromRight: false, inset: 0 }, { left: 762, top: 424 }],
  ])('%s', (_where, at, place) => {
    expect(placeMark(24, at)).toEqual(place);
  });
});
