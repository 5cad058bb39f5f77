import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Window } from '../../../src/platform/s3-transport/window.ts';

/** How many of those that ask enter at once. */
async function entered(window: Window, asking: number) {
  const places: Awaited<ReturnType<Window['enter']>>[] = [];
  for (let asked = 0; asked < asking; asked++) void window.enter().then((place) => places.push(place));
  await new Promise(setImmediate);
  return places;
}

describe('the window of requests in flight', () => {
  it('lets in as many as it is wide, and the next when one leaves', async () => {
    const window = new Window(4);
    const places = await entered(window, 6);
    assert.equal(places.length, 4);
    window.leave(places[0]!, 'failed');
    await new Promise(setImmediate);
    assert.equal(places.length, 5);
  });

  it('halves once for one burst of refusals', async () => {
    const window = new Window(64);
    const places = await entered(window, 64);
    for (const place of places) window.leave(place, 'throttled');
    assert.equal(window.size, 32);
    const later = await entered(window, 64);
    assert.equal(later.length, 32);
    for (const place of later) window.leave(place, 'throttled');
    assert.equal(window.size, 16);
  });

  it('never closes, and widens by about one with each window that goes through', async () => {
    const window = new Window(64);
    for (let round = 0; round < 20; round++) {
      const [place] = await entered(window, 1);
      window.leave(place!, 'throttled');
    }
    assert.equal(window.size, 2);
    for (let round = 2; round < 30; round++) {
      const before = window.size;
      for (const place of await entered(window, before)) window.leave(place, 'went-through');
      assert.ok(window.size - before <= 1, `${before} to ${window.size}`);
    }
    assert.ok(window.size > 20);
    for (let round = 0; round < 10_000; round++) {
      const [place] = await entered(window, 1);
      window.leave(place!, 'went-through');
    }
    assert.equal(window.size, 64);
  });

  it('is not narrowed by a connection that breaks', async () => {
    const window = new Window(64);
    for (const place of await entered(window, 10)) window.leave(place, 'failed');
    assert.equal(window.size, 64);
  });
});
