import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import type { FoundBefore, Journal, JournalEntry } from '../../src/context/journal.ts';
import { type Evidence, isAbout, judge, unsettled } from '../../src/terraform/adoption-decision.ts';
import type { PlannedCreate } from '../../src/terraform/planned-creates.ts';

const table: PlannedCreate = {
  address: 'aws_dynamodb_table.orders',
  type: 'aws_dynamodb_table',
  region: 'eu-west-1',
  key: { name: 'orders' },
  reason: 'new',
  provisioned: false,
};
const api: PlannedCreate = {
  address: 'aws_apigatewayv2_api.this',
  type: 'aws_apigatewayv2_api',
  region: 'eu-west-1',
  key: { name: 'shop', protocol: 'HTTP' },
  reason: 'new',
  provisioned: false,
};

const entry = ({ address, type, region, key = {} }: PlannedCreate, before: FoundBefore): JournalEntry => ({
  address,
  type,
  region,
  key,
  before,
});
const journalOf = (...entries: readonly JournalEntry[]): Journal => ({
  format: 1,
  run: { id: '7', attempt: 1, commit: 'c', url: 'https://x' },
  entries,
});
const evidence = (given: Partial<Evidence> = {}): Evidence => ({
  idOf: () => undefined,
  inState: new Set(),
  twin: false,
  ...given,
});

describe('something whose name is its identity', () => {
  const journal = journalOf(entry(table, 'absent'));

  it('is created where it is not there, and noted as absent', () => {
    assert.deepEqual(judge(table, 'key', [], evidence()), { kind: 'create', before: 'absent' });
    assert.deepEqual(judge(table, 'key', [], evidence({ journal })), { kind: 'create', before: 'absent' });
  });

  it('is adopted where the journal says that it was absent before, and now it is there', () => {
    const verdict = judge(table, 'key', ['orders'], evidence({ journal }));
    assert.deepEqual(verdict, { kind: 'adopt', id: 'orders', entry: journal.entries[0] });
  });

  it("is somebody else's where no journal says that it was absent", () => {
    assert.deepEqual(judge(table, 'key', ['orders'], evidence()), { kind: 'taken', ids: ['orders'] });
    const others = journalOf(entry({ ...table, address: 'aws_dynamodb_table.users' }, 'absent'));
    assert.equal(judge(table, 'key', ['orders'], evidence({ journal: others })).kind, 'taken');
  });

  it('is not the journaled one under another name, type or region', () => {
    for (const other of [
      { key: { name: 'orders-2' } },
      { region: 'us-east-1' },
      { type: 'aws_s3_bucket' },
      { key: { name: 'orders', path: '/' } },
      { key: {} },
    ]) {
      const journaled = journalOf(entry({ ...table, ...other }, 'absent'));
      assert.equal(judge(table, 'key', ['orders'], evidence({ journal: journaled })).kind, 'taken');
    }
  });

  it('is not adopted to one of two addresses that claim it', () => {
    assert.equal(judge(table, 'key', ['orders'], evidence({ journal, twin: true })).kind, 'unproven');
  });

  it('is ours where it replaces itself, and adopted once the state has let the old one go', () => {
    const replacing: PlannedCreate = { ...table, reason: 'replaces-itself', replaces: 'orders' };
    const verdict = judge(replacing, 'key', ['orders'], evidence());
    assert.deepEqual(verdict, { kind: 'create', before: 'replaced' });
    const left = journalOf(entry(table, 'replaced'));
    assert.equal(judge(replacing, 'key', ['orders'], evidence({ journal: left })).kind, 'create');
    assert.equal(judge(table, 'key', ['orders'], evidence({ journal: left })).kind, 'adopt');
  });

  it('is not imported to an address at which the state still has another', () => {
    const replacing: PlannedCreate = { ...table, reason: 'replaces-another', replaces: 'orders-1' };
    assert.equal(judge(replacing, 'key', ['orders'], evidence({ journal })).kind, 'unproven');
  });
});

describe('something AWS gives an id', () => {
  const journal = journalOf(entry(api, { alreadyThere: ['a1'] }));

  it('is created beside what looks the same, which is noted', () => {
    const verdict = judge(api, 'aws', ['a1', 'a2'], evidence());
    assert.deepEqual(verdict, { kind: 'create', before: { alreadyThere: ['a1', 'a2'] } });
  });

  it('is adopted when exactly one is new', () => {
    const verdict = judge(api, 'aws', ['a1', 'a2'], evidence({ journal }));
    assert.deepEqual(verdict, { kind: 'adopt', id: 'a2', entry: journal.entries[0] });
  });

  it('is never one that was there before', () => {
    const verdict = judge(api, 'aws', ['a1'], evidence({ journal }));
    assert.deepEqual(verdict, { kind: 'create', before: { alreadyThere: ['a1'] } });
  });

  it('is never one that the state has already', () => {
    const inState = new Set(['a2']);
    assert.equal(judge(api, 'aws', ['a1', 'a2'], evidence({ journal, inState })).kind, 'create');
    const nested = judge(api, 'aws', ['x/a2', 'x/a3'], evidence({ journal, inState }));
    assert.ok(nested.kind === 'adopt' && nested.id === 'x/a3');
  });

  it('is not guessed among several new ones, nor among several addresses', () => {
    assert.equal(judge(api, 'aws', ['a2', 'a3'], evidence({ journal })).kind, 'unproven');
    assert.equal(judge(api, 'aws', ['a2'], evidence({ journal, twin: true })).kind, 'unproven');
  });
});

describe('something that hangs on another', () => {
  const route: PlannedCreate = {
    ...api,
    address: 'aws_apigatewayv2_route.list',
    type: 'aws_apigatewayv2_route',
    key: { api: { of: api.address }, route: 'GET /' },
  };
  const journal = journalOf(entry(route, 'absent'));
  const known: PlannedCreate = { ...route, key: { api: 'a2', route: 'GET /' } };

  it('is recognised by the other while that is to be adopted, and by its id once the state has it', () => {
    const idOf = (address: string) => (address === api.address ? 'a2' : undefined);
    assert.equal(judge(route, 'key', ['a2/r'], evidence({ journal, idOf })).kind, 'adopt');
    assert.equal(judge(known, 'key', ['a2/r'], evidence({ journal, idOf })).kind, 'adopt');
  });

  it('is not the one that hung on something else', () => {
    const idOf = () => 'a9';
    assert.equal(judge(known, 'key', ['a2/r'], evidence({ journal, idOf })).kind, 'taken');
    assert.equal(judge(known, 'key', ['a2/r'], evidence({ journal })).kind, 'taken');
  });
});

describe('something tainted', () => {
  const tainted: PlannedCreate = { ...table, reason: 'tainted', replaces: 'orders' };
  const journal = journalOf(entry(table, 'absent'));

  it('is kept where the journal says that an interrupted run created it', () => {
    const verdict = judge(tainted, 'key', ['orders'], evidence({ journal }));
    assert.deepEqual(verdict, { kind: 'untaint', id: 'orders', entry: journal.entries[0] });
    const ofApi = journalOf(entry(api, { alreadyThere: [] }));
    const taintedApi: PlannedCreate = { ...api, reason: 'tainted', replaces: 'a2' };
    const kept = judge(taintedApi, 'aws', ['a1', 'a2'], evidence({ journal: ofApi }));
    assert.ok(kept.kind === 'untaint' && kept.id === 'a2');
  });

  it('is replaced where a person tainted it, where a provisioner may have, and where it is gone', () => {
    assert.deepEqual(judge(tainted, 'key', ['orders'], evidence()), { kind: 'create', before: 'replaced' });
    const provisioned = { ...tainted, provisioned: true };
    assert.equal(judge(provisioned, 'key', ['orders'], evidence({ journal })).kind, 'create');
    assert.deepEqual(judge(tainted, 'key', [], evidence({ journal })), { kind: 'create', before: 'absent' });
  });
});

describe('a journal', () => {
  it('speaks of its own state, and of the first one where there was none', () => {
    const journal = journalOf();
    const later: Journal = { ...journal, state: { lineage: 'l', serial: 3 } };
    assert.equal(isAbout(journal, { lineage: 'l' }), true);
    assert.equal(isAbout(later, { lineage: 'l' }), true);
    assert.equal(isAbout(later, undefined), true);
    assert.equal(isAbout(later, { lineage: 'other' }), false);
  });

  it('keeps what a failed apply did not complete', () => {
    const journal = journalOf(entry(table, 'absent'), entry(api, { alreadyThere: [] }));
    const changes = [
      { address: table.address, applied: true },
      { address: api.address, applied: false },
    ];
    assert.deepEqual(unsettled(journal, changes), [journal.entries[1]]);
  });
});
