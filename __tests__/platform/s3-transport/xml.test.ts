import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { elements, textOf } from '../../../src/platform/s3-transport/xml.ts';

describe('elements', () => {
  it('are found in order, with what is inside them', () => {
    const xml = '<R><C><K>1</K></C><C/><Ca>no</Ca><C>2</C></R>';
    assert.deepEqual([...elements(xml, 'C')], ['<K>1</K>', '2']);
  });

  it('that never end are none', () => {
    assert.deepEqual([...elements('<C>1</C><C>2', 'C')], ['1']);
  });
});

describe('text', () => {
  it('is that of the first element of the name, with its entities resolved once', () => {
    const xml = '<Key>a&amp;amp;b&lt;&gt;&quot;&apos;&#13;&#x1F600;&unknown;</Key><Key>2</Key>';
    assert.equal(textOf(xml, 'Key'), 'a&amp;b<>"\'\r😀&unknown;');
  });

  it('is empty in an empty element, and undefined without one', () => {
    assert.equal(textOf('<R><Key/></R>', 'Key'), '');
    assert.equal(textOf('<R><Key></Key></R>', 'Key'), '');
    assert.equal(textOf('<R><KeyMarker>x</KeyMarker></R>', 'Key'), undefined);
    assert.equal(textOf('', 'Key'), undefined);
    assert.equal(textOf('<Key>cut', 'Key'), undefined);
  });
});
