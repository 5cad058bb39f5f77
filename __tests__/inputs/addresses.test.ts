import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { readAddresses } from '../../src/inputs/addresses.ts';

describe('readAddresses', () => {
  const ADDRESSES = [
    'aws_s3_bucket.site',
    'aws_dynamodb_table.orders[0]',
    'aws_dynamodb_table.tenant["north"]',
    'aws_dynamodb_table.tenant["a.b[c] \\"d\\" *"]',
    'module.shop.aws_sqs_queue.orders-2',
    'module.shop["eu"].module.stock[1].aws_dynamodb_table.ärger["x"]',
  ];
  for (const address of ADDRESSES) {
    it(`takes ${address} as it is`, () => {
      assert.deepEqual(readAddresses(address), { value: [address] });
    });
  }

  it('takes one a line, with or without space around, each once; and none where nothing is given', () => {
    assert.deepEqual(readAddresses('\n aws_a.b \r\naws_c.d\n\naws_a.b'), { value: ['aws_a.b', 'aws_c.d'] });
    assert.deepEqual(readAddresses(''), { value: [] });
  });

  const REFUSED: readonly (readonly [line: string, why: RegExp])[] = [
    ['*', /patterns are not taken/],
    ['aws_s3_bucket.*', /patterns are not taken/],
    ['aws_dynamodb_table.tenant[*]', /patterns are not taken/],
    ["aws_dynamodb_table.tenant['north']", /double quotes/],
    ['aws_dynamodb_table.tenant[north]', /double quotes/],
    ['module.shop', /is a module/],
    ['module.shop["eu"]', /is a module/],
    ['module.a.module.b[0]', /is a module/],
    ['data.aws_s3_bucket.site', /is not the address/],
    ['module.a.data.aws_s3_bucket.site', /is not the address/],
    ['aws_s3_bucket', /is not the address/],
    ['true', /is not the address/],
    ['all', /is not the address/],
    ['aws_s3_bucket.site, aws_s3_bucket.logs', /is not the address/],
    ['aws_s3_bucket.site # may go', /is not the address/],
    ['- aws_s3_bucket.site', /is not the address/],
    ['aws_s3_bucket.site["a"', /is not the address/],
    ['aws_s3_bucket.site.arn', /is not the address/],
  ];
  for (const [line, why] of REFUSED) {
    it(`refuses ${line}`, () => {
      const reading = readAddresses(line);
      assert.match('problem' in reading ? reading.problem : 'taken', why);
    });
  }

  it('names every line that is wrong at once', () => {
    const reading = readAddresses('aws_a.b\nx\nmodule.y');
    assert.match('problem' in reading ? reading.problem : '', /^"x" is not .*; "module\.y" is a module/);
  });
});
