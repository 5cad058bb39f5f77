import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { randomBytes, randomInt } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { createSigner } from '../../../local/releases/openpgp-signer.ts';
import type { Digest, Signer, SignerOptions } from '../../../local/releases/openpgp-signer.ts';
import { hashicorpKey } from '../../../src/terraform/install/hashicorp-key.ts';
import { readSigningKey, verifySignature } from '../../../src/terraform/install/openpgp-signature.ts';

const directory = mkdtempSync(path.join(os.tmpdir(), 'openpgp-'));
after(() => rmSync(directory, { recursive: true, force: true }));

const signer = createSigner();
const key = readSigningKey(signer.publicKey, signer.fingerprint);
const data = Buffer.from('0'.repeat(64) + '  terraform_1.11.4_linux_amd64.zip\n');
const accepts = (content: Buffer, signature: Buffer): boolean =>
  verifySignature(content, signature, key).genuine;
const reason = (verdict: ReturnType<typeof verifySignature>): string =>
  verdict.genuine ? 'genuine' : verdict.reason;

describe('the pinned key', () => {
  it("is HashiCorp's: primary key and live signing subkey, bound both ways", () => {
    const { fingerprint, signers } = hashicorpKey();
    assert.equal(fingerprint, 'C874011F0AB405110D02105534365D9472D7468F');
    assert.deepEqual(
      signers.map((each) => each.fingerprint),
      ['C874011F0AB405110D02105534365D9472D7468F', '374EC75B485913604A831CC7C820C6D5CD27AB87'],
    );
  });

  it('is refused when the block holds another key than the pinned fingerprint', () => {
    assert.throws(
      () => readSigningKey(createSigner().publicKey, signer.fingerprint),
      /the key is [0-9A-F]{40}/,
    );
  });
});

describe('a detached signature', () => {
  for (const digest of ['sha256', 'sha384', 'sha512'] satisfies Digest[]) {
    for (const by of ['subkey', 'primary'] as const) {
      it(`by the ${by} with ${digest} is genuine over its file and over no other`, () => {
        const signature = signer.sign(data, { digest, with: by });
        assert.equal(reason(verifySignature(data, signature, key)), 'genuine');
        assert.match(
          reason(verifySignature(Buffer.concat([data, data]), signature, key)),
          /not made over this file/,
        );
      });
    }
  }

  it('by another key is refused, naming both', () => {
    const other = createSigner();
    const verdict = reason(verifySignature(data, other.sign(data), key));
    assert.match(verdict, new RegExp(`^it was made by key [0-9A-F]{40}, not by ${signer.fingerprint}$`));
  });

  const untrusted: readonly NonNullable<SignerOptions['subkey']>[] = [
    'revoked',
    'not bound',
    'not signing back',
    'for encryption',
  ];
  for (const subkey of untrusted) {
    it(`by a subkey that is ${subkey} is refused, while the primary key stays good`, () => {
      const other = createSigner({ subkey });
      const pinned = readSigningKey(other.publicKey, other.fingerprint);
      assert.match(reason(verifySignature(data, other.sign(data), pinned)), /^it was made by key/);
      assert.equal(reason(verifySignature(data, other.sign(data, { with: 'primary' }), pinned)), 'genuine');
    });
  }

  it('that is empty, text, HTML, truncated, doubled or random is refused with a reason, never a crash', () => {
    const good = signer.sign(data);
    const bad = [
      Buffer.alloc(0),
      Buffer.from('<html>404</html>'),
      Buffer.from('-----BEGIN PGP SIGNATURE-----\n\nAAAA\n=AAAA\n-----END PGP SIGNATURE-----\n'),
      Buffer.concat([good, good]),
      signer.publicKey,
      ...Array.from({ length: good.length }, (_, length) => good.subarray(0, length)),
      ...Array.from({ length: 300 }, () => randomBytes(randomInt(1, 400))),
    ];
    for (const signature of bad) assert.equal(accepts(data, signature), false, signature.toString('hex'));
  });

  it('with any byte of its signed part or of its number changed is refused', () => {
    const good = signer.sign(data);
    // Not signed: the 10 bytes that hint at the signer, and the length of the number, whose low bits round up.
    const hint = good.lastIndexOf(Buffer.from([0x09, 0x10]));
    const unsigned = (offset: number): boolean =>
      (offset >= hint && offset < hint + 10) || offset === hint + 13;
    for (let offset = 0; offset < good.length; offset += 1) {
      if (unsigned(offset)) continue;
      const changed = Buffer.from(good);
      changed[offset] = (changed[offset] ?? 0) ^ (1 << (offset % 8));
      assert.equal(accepts(data, changed), false, `byte ${offset} of ${good.length}`);
    }
  });

  it('whose number begins with zero bits is as good as any other', () => {
    const beginsWithZeros = (signature: Buffer): boolean => (signature.at(-256) ?? 0xff) < 0x20;
    let number = 0;
    while (!beginsWithZeros(signer.sign(Buffer.from(`file ${number}`)))) number += 1;
    const content = Buffer.from(`file ${number}`);
    assert.equal(reason(verifySignature(content, signer.sign(content), key)), 'genuine');
  });
});

const hasGpgv = spawnSync('gpgv', ['--version']).status === 0;

describe('gpgv as the oracle', { skip: !hasGpgv && 'no gpgv on this machine' }, () => {
  const gpgv = (by: Signer, content: Buffer, signature: Buffer): boolean => {
    const file = (name: string, bytes: Buffer): string => {
      writeFileSync(path.join(directory, name), bytes);
      return path.join(directory, name);
    };
    const args = [
      '--homedir',
      directory,
      '--keyring',
      file('keyring', by.publicKey),
      file('sig', signature),
      file('data', content),
    ];
    return spawnSync('gpgv', args).status === 0;
  };

  it('accepts what our verifier accepts, for every digest and signer', () => {
    for (const digest of ['sha256', 'sha384', 'sha512'] satisfies Digest[]) {
      for (const by of ['subkey', 'primary'] as const) {
        const signature = signer.sign(data, { digest, with: by });
        assert.ok(gpgv(signer, data, signature), `${digest} ${by}`);
        assert.ok(accepts(data, signature), `${digest} ${by}`);
      }
    }
  });

  it('refuses the subkeys our verifier refuses, but for revoked ones, which gpgv by its manual does not look at', () => {
    for (const subkey of ['not bound', 'not signing back', 'for encryption'] as const) {
      const other = createSigner({ subkey });
      assert.equal(gpgv(other, data, other.sign(data)), false, subkey);
    }
  });

  it('never refuses what our verifier accepts, over mutated signatures and data', () => {
    const good = signer.sign(data);
    let accepted = 0;
    for (let round = 0; round < 150; round += 1) {
      const [signature, content] = [Buffer.from(good), Buffer.from(data)];
      const target = round % 5 === 0 ? content : signature;
      const offset = randomInt(target.length);
      target[offset] = (target[offset] ?? 0) ^ (1 << randomInt(8));
      if (!accepts(content, signature)) continue;
      accepted += 1;
      assert.ok(gpgv(signer, content, signature), `byte ${offset} ${signature.toString('hex')}`);
    }
    assert.ok(accepted < 15, `${accepted} of 150 mutations were accepted`);
  });
});
