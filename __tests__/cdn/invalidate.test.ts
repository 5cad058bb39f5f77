import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { invalidate, waitForInvalidation } from '../../src/cdn/invalidate.ts';
import { Failure } from '../../src/errors.ts';
import { FakeAwsError } from '../fakes/aws-error.ts';
import { FakeCloudFront } from '../fakes/cloudfront.ts';
import { FakeClock } from '../fakes/platform.ts';

const MINUTE = 60_000;
const request = { distributionId: 'E1', paths: ['/', '/index.html'], callerReference: '42-1-abcdef01' };
const accepted = { id: 'I1', distributionId: 'E1', paths: request.paths };

describe('an invalidation', () => {
  test('is created once, however often the same release asks for the same paths', async () => {
    const cloudfront = new FakeCloudFront({ E1: {} });
    assert.deepEqual(await invalidate(cloudfront, new FakeClock(), request), accepted);
    assert.deepEqual(await invalidate(cloudfront, new FakeClock(), request), accepted);
    assert.equal(cloudfront.invalidations.length, 1);
    assert.ok(cloudfront.invalidations[0]?.callerReference.startsWith(request.callerReference));
  });

  test('of other paths for the same release is another one, not a refusal', async () => {
    const cloudfront = new FakeCloudFront({ E1: {} });
    await invalidate(cloudfront, new FakeClock(), request);
    const other = await invalidate(cloudfront, new FakeClock(), { ...request, paths: ['/*'] });
    assert.equal(other.id, 'I2');
  });

  test('waits while too many are in progress, and says so once', async () => {
    const cloudfront = new FakeCloudFront({ E1: {} });
    cloudfront.busyFor = 10;
    const clock = new FakeClock();
    const lines: string[] = [];
    await invalidate(cloudfront, clock, { ...request, onWait: (line) => lines.push(line) });
    assert.equal(lines.length, 1);
    assert.match(lines[0] ?? '', /TooManyInvalidationsInProgress.*up to 10 minutes/);
    assert.equal(cloudfront.invalidations.length, 1);
    assert.ok(clock.monotonic() > 4 * MINUTE && clock.monotonic() < 10 * MINUTE, `${clock.monotonic()} ms`);
  });

  test('is given up after ten minutes: uploaded, not invalidated, owed', async () => {
    const cloudfront = new FakeCloudFront({ E1: {} });
    cloudfront.busyFor = Infinity;
    const clock = new FakeClock();
    await assert.rejects(invalidate(cloudfront, clock, request), (error) => {
      assert.ok(error instanceof Failure);
      assert.equal(error.code, 'INVALIDATION_FAILED');
      assert.match(error.reason, /E1 failed: TooManyInvalidationsInProgress/);
      assert.match(error.safe, /is uploaded.*the next deploy invalidates them/);
      return true;
    });
    assert.ok(clock.monotonic() <= 10 * MINUTE && clock.monotonic() > 9 * MINUTE);
  });

  test('that is not permitted names the action', async () => {
    const cloudfront = new FakeCloudFront({ E1: {} });
    cloudfront.before = () => {
      throw new FakeAwsError('AccessDenied', 403);
    };
    await assert.rejects(invalidate(cloudfront, new FakeClock(), request), (error) => {
      assert.ok(error instanceof Failure);
      assert.equal(error.code, 'ACCESS_DENIED');
      assert.ok(error.details.join('').includes('"cloudfront:CreateInvalidation"'));
      return true;
    });
  });

  test('stops waiting when the run is cancelled', async () => {
    const cloudfront = new FakeCloudFront({ E1: {} });
    cloudfront.busyFor = Infinity;
    const cancelled = invalidate(cloudfront, new FakeClock(), { ...request, signal: AbortSignal.abort() });
    await assert.rejects(cancelled, { code: 'CANCELLED' });
  });
});

describe('waiting for an invalidation', () => {
  for (const completed of ['Completed', 'COMPLETED']) {
    test(`ends when it is ${completed}`, async () => {
      const cloudfront = new FakeCloudFront({ E1: {} });
      await invalidate(cloudfront, new FakeClock(), request);
      cloudfront.slowFor = 8;
      cloudfront.completed = completed;
      const clock = new FakeClock();
      await waitForInvalidation(cloudfront, clock, accepted);
      assert.ok(clock.monotonic() > 30_000);
    });
  }

  test('is given up in time, naming how to go on watching', async () => {
    const cloudfront = new FakeCloudFront({ E1: {} });
    await invalidate(cloudfront, new FakeClock(), request);
    cloudfront.slowFor = Infinity;
    const waiting = waitForInvalidation(cloudfront, new FakeClock(), accepted, { timeout: 2 * MINUTE });
    await assert.rejects(waiting, (error) => {
      assert.ok(error instanceof Failure);
      assert.equal(error.code, 'NOT_LIVE');
      assert.match(error.reason, /I1 of distribution E1 is InProgress after 2 minutes/);
      assert.match(error.next, /get-invalidation --distribution-id E1 --id I1/);
      return true;
    });
  });
});
