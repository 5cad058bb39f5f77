import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FakeClock, fakeHttp, fakePlatform } from './platform.ts';

test('sleeping moves both hands of the clock and takes no time', async () => {
  const clock = new FakeClock(1000);
  await clock.sleep(60_000);
  assert.deepEqual([clock.now(), clock.monotonic()], [61_000, 60_000]);
  await assert.rejects(clock.sleep(1, AbortSignal.abort('stop')), (reason) => reason === 'stop');
});

test('the web answers one after the other, the last one for ever', async () => {
  const http = fakeHttp([new Error('down'), { status: 503 }, { body: 'x' }]);
  await assert.rejects(http.get('a'), { message: 'down' });
  assert.deepEqual(
    [await http.get('b'), await http.get('c'), await http.get('d')].map(({ status, body }) => [status, body]),
    [
      [503, ''],
      [200, 'x'],
      [200, 'x'],
    ],
  );
});

test('what a test did not give fails when it is used', async () => {
  await assert.rejects(fakePlatform().aws.s3('us-east-1'), { message: 'this test has no S3' });
});
