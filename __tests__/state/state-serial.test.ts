import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { saySame, withSerial } from '../../src/state/state-serial.ts';

/** As Terraform writes one, with what a parser would not give back as it was. */
const state = `{
  "version": 4,
  "terraform_version": "1.11.4",
  "serial": 7,
  "lineage": "one",
  "outputs": {"serial": {"value": 12345678901234567890}, "text": {"value": "\\"serial\\": 1 } \\\\"}},
  "resources": [{"instances": [{"attributes": {"serial": 3}}]}]
}
`;

describe('withSerial', () => {
  it('changes the one number and not a byte else', () => {
    assert.equal(withSerial(state, 41), state.replace('"serial": 7', '"serial": 41'));
    assert.equal(
      withSerial('{"outputs":{"serial":1},"serial" : 2}', 9),
      '{"outputs":{"serial":1},"serial" : 9}',
    );
  });

  it('finds none where none is at the top level', () => {
    for (const text of ['', '[{"serial": 1}]', '{"outputs":{"serial":1}}', '{"serial":"1"}', '{"serial'])
      assert.equal(withSerial(text, 1), undefined, text);
  });

  it('tells states that differ in more', () => {
    assert.ok(saySame(state, state.replace('"serial": 7', '"serial": 99')));
    assert.ok(!saySame(state, state.replace('567890', '567891')));
  });
});
