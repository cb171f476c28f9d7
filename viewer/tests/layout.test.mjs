/** Where marks and labels stand, and how a record is drawn: without a browser. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import * as esbuild from 'esbuild';
import { random } from './fixture.mjs';

const source = (name) => join(fileURLToPath(new URL('../src', import.meta.url)), name);

async function load(name) {
  const { outputFiles } = await esbuild.build({ entryPoints: [source(name)], bundle: true, write: false, format: 'esm', platform: 'neutral' });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].text).toString('base64')}`);
}

const { around, boxAt, groups, nearby, parted, settle, Space } = await load('map/layout.ts');
const { absence, shapeOf } = await load('where.ts');
const { FAMILIES } = await load('symbols.ts');

const VIEW = { x0: 0, y0: 0, x1: 800, y1: 600 };
const overlap = (a, b) => a.x0 < b.x1 && a.x1 > b.x0 && a.y0 < b.y1 && a.y1 > b.y0;

function laidOut(seed, count) {
  const next = random(seed);
  const space = new Space(VIEW);
  const boxes = [];
  for (let index = 0; index < count; index++) {
    const at = { x: next() * 900 - 50, y: next() * 700 - 50 };
    const [width, height] = [20 + next() * 120, 12 + next() * 8];
    const spots = index % 3 ? around(at, 4 + next() * 20, width, height) : nearby(at, 12, 4);
    const spot = settle(space, spots, width, height);
    if (spot) boxes.push(boxAt(spot, width, height));
  }
  return boxes;
}

test('no label covers another, and none leaves the view', () => {
  for (let seed = 1; seed <= 20; seed++) {
    const boxes = laidOut(seed, 150);
    assert.ok(boxes.length > 20, `${boxes.length} labels found room`);
    boxes.forEach((box, index) => {
      assert.ok(box.x0 >= VIEW.x0 && box.x1 <= VIEW.x1 && box.y0 >= VIEW.y0 && box.y1 <= VIEW.y1);
      for (const other of boxes.slice(index + 1)) assert.ok(!overlap(box, other), `seed ${seed}`);
    });
  }
});

test('the same labels stand at the same places', () => assert.deepEqual(laidOut(7, 100), laidOut(7, 100)));

test('a label keeps off a line where it can', () => {
  const space = new Space(VIEW);
  for (let x = 300; x < 500; x += 4) space.mark({ x, y: 312 });
  const spot = settle(space, around({ x: 400, y: 300 }, 4, 60, 14), 60, 14);
  assert.equal(space.covers(boxAt(spot, 60, 14)), 0);
});

test('what comes first keeps its place', () => {
  const space = new Space(VIEW);
  const at = { x: 400, y: 300 };
  assert.deepEqual(settle(space, nearby(at, 12, 3), 20, 20), at);
  assert.notDeepEqual(settle(space, nearby(at, 12, 3), 20, 20), at);
});

test('grouping loses nothing and leaves the groups apart', () => {
  const next = random(3);
  const spots = Array.from({ length: 2000 }, (_, index) => ({ x: next() * 800, y: next() * 600, index }));
  const found = groups(spots, 34);
  assert.deepEqual(found.flatMap((one) => one.members.map(({ index }) => index)).sort((a, b) => a - b), spots.map(({ index }) => index));
  for (const [index, one] of found.entries()) {
    for (const member of one.members) assert.ok(Math.hypot(member.x - one.x, member.y - one.y) < 34);
    for (const other of found.slice(index + 1)) assert.ok(Math.hypot(other.x - one.x, other.y - one.y) >= 34);
  }
});

test('only a place that is known as a spot is drawn as one', () => {
  const reach = { bounds: [60, 30, 80, 42], provinces: new Set(['XN-1']), lines: { 'x:river': ['_p~iF~ps|U'] } };
  const spot = { lat: 38, lon: 70 };
  const cases = [
    [{ ...spot, place_level: 'settlement', uncertainty_km: 8 }, [], 'point'],
    [{ ...spot, place_level: 'site', uncertainty_km: 2 }, [], 'point'],
    [{ ...spot, place_level: 'site', uncertainty_km: 30 }, [], 'area'],
    [{ ...spot, place_level: 'district', uncertainty_km: 20 }, [], 'area'],
    [{ ...spot, place_level: 'vicinity', uncertainty_km: 10 }, [], 'area'],
    [{ ...spot, place_level: 'vicinity', uncertainty_km: 250 }, [], 'wide'],
    [{ ...spot, place_level: 'vicinity', uncertainty_km: 250, place_id: 'x:river' }, [], 'line'],
    [{ lat: 55.7, lon: 37.6, place_level: 'settlement' }, [], 'beyond'],
    [{ lat: null, lon: null, place_level: 'province' }, ['XN-1'], 'province'],
    [{ lat: null, lon: null, place_level: 'province' }, ['XN-1', 'ZZ-9'], 'province'],
    [{ lat: null, lon: null, place_level: 'province' }, ['ZZ-9'], 'beyond'],
    [{ lat: null, lon: null, place_level: 'border_line', border_side: 'line' }, [], 'border'],
    [{ lat: null, lon: null, place_level: 'border_line' }, [], 'none'],
    [{ lat: null, lon: null, place_level: 'country' }, [], 'none'],
  ];
  for (const [record, provinces, shape] of cases) assert.equal(shapeOf(record, provinces, reach), shape, JSON.stringify(record));
  assert.equal(absence({ ...spot, place_level: 'vicinity' }, 'none'), 'position_unknown');
  assert.equal(absence(spot, 'beyond'), 'beyond_map');
  assert.equal(absence({ reason: 'country_only' }, 'none'), 'country_only');
});

/** What a colour is to eyes without one kind of cones: Viénot, Brettel and Mollon 1999, on linear light. */
const BLIND = {
  protanopia: [[0.11238, 0.88762, 0], [0.11238, 0.88762, 0], [0.00401, -0.00401, 1]],
  deuteranopia: [[0.29275, 0.70725, 0], [0.29275, 0.70725, 0], [-0.02234, 0.02234, 1]],
};
const linear = (hex) => [1, 3, 5].map((at) => (parseInt(hex.slice(at, at + 2), 16) / 255) ** 2.2);
const seen = (hex, matrix) => matrix.map((row) => Math.max(0, row.reduce((sum, part, at) => sum + part * linear(hex)[at], 0)) ** (1 / 2.2) * 255);

test('families of incidents differ in shape, and in colour to the colour-blind too', () => {
  const all = Object.entries(FAMILIES);
  assert.equal(new Set(all.map(([, one]) => one.path)).size, all.length);
  for (const [kind, matrix] of Object.entries(BLIND)) {
    const alike = [];
    all.forEach(([name, one], index) => {
      for (const [other, two] of all.slice(index + 1)) {
        const [a, b] = [seen(one.colour, matrix), seen(two.colour, matrix)];
        if (Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]) < 20) alike.push(`${name}/${other}`);
      }
    });
    assert.deepEqual(alike, [], kind);
  }
});

test('discs of groups do not overlap, however large they are', () => {
  const next = random(9);
  const spots = Array.from({ length: 500 }, (_, index) => ({ x: next() * 800, y: next() * 600, index }));
  const radius = (group) => 8 + Math.log2(group.members.length) * 3;
  const found = parted(groups(spots, 30), radius);
  assert.equal(new Set(found.flatMap((one) => one.members.map(({ index }) => index))).size, spots.length);
  for (const [index, one] of found.entries()) {
    for (const other of found.slice(index + 1)) assert.ok(Math.hypot(other.x - one.x, other.y - one.y) >= radius(one) + radius(other));
  }
});
