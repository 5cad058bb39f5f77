import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { SortedPlaces, nativeOrder } from '../../src/context/sorted-places.ts';
import { randomFrom } from '../../local/s3/faults.ts';

const placesIn = (keys: readonly string[]): SortedPlaces =>
  new SortedPlaces({ size: keys.length, keyAt: (place) => keys[place], compare: nativeOrder });

describe('places in a sorted list', () => {
  it('are none in an empty one', () => {
    assert.equal(placesIn([]).find(''), -1);
  });

  const seed = Number(process.env['SEED'] ?? Date.now() % 100_000);
  it(`are found whatever is looked for, in whatever order (SEED=${seed})`, () => {
    const random = randomFrom(seed);
    for (let round = 0; round < 200; round++) {
      const all = Array.from({ length: 1 + Math.floor(random() * 40) }, () =>
        String(Math.floor(random() * 60)),
      );
      const keys = [...new Set(all)].sort(nativeOrder);
      const places = placesIn(keys);
      for (const key of [...keys, ...all, ...Array.from({ length: 40 }, (_, number) => `${number}`)])
        assert.equal(places.find(key), keys.indexOf(key), key);
    }
  });

  it('take a step each in order, whether they are there or not', () => {
    const keys = Array.from({ length: 1_000 }, (_, number) => String(number).padStart(4, '0'));
    let looks = 0;
    const places = new SortedPlaces({
      size: keys.length,
      keyAt: (place) => {
        looks++;
        return keys[place];
      },
      compare: nativeOrder,
    });
    for (const key of keys) {
      places.find(key);
      places.find(`${key}.map`);
    }
    assert.ok(looks <= 12_000, `${looks} looks`);
  });
});
