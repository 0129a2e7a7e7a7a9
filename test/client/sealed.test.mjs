// What site/seal has sealed is opened here, and by npm's jose.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { generalDecrypt } from 'jose';
import { client } from './client.mjs';

const { openJwe } = await client('sealed/jwe');
const { parseCode } = await client('sealed/code');
const { box, codes, other, plain } = JSON.parse(await readFile(new URL('../../site/seal/testdata/sealed.json', import.meta.url), 'utf8'));
const letters = (code) => parseCode(code).code;

test('each code opens what is sealed, and no other', async () => {
  for (const code of codes) assert.deepEqual(await openJwe(box, letters(code)), plain);
  assert.equal(await openJwe(box, letters(other)), undefined);
});

test('npm’s jose opens it', async () => {
  for (const code of codes) {
    const { plaintext } = await generalDecrypt(box, new TextEncoder().encode(letters(code)), { keyManagementAlgorithms: ['PBES2-HS256+A128KW'] });
    assert.deepEqual(JSON.parse(new TextDecoder().decode(plaintext)), plain);
  }
});

test('what was changed is refused, or does not matter', async () => {
  const flips = [
    ['protected', (b) => b, true], ['iv', (b) => b, true], ['ciphertext', (b) => b, true], ['tag', (b) => b, true],
    ['encrypted_key', (b) => b.recipients[0], true], ['p2s', (b) => b.recipients[0].header, true],
    ['encrypted_key', (b) => b.recipients[1], false], ['p2s', (b) => b.recipients[2].header, false],
  ];
  for (const [name, of, refused] of flips) {
    for (const bit of [0, 3, 7]) {
      const changed = structuredClone(box);
      const raw = Buffer.from(of(changed)[name], 'base64url');
      raw[bit * 2 % raw.length] ^= 1 << bit;
      of(changed)[name] = raw.toString('base64url');
      const got = await openJwe(changed, letters(codes[0]));
      assert.deepEqual(got, refused ? undefined : plain, `${name}, bit ${bit}`);
    }
  }
  for (const hostile of [{}, { ...box, recipients: [{}] }, { ...box, recipients: [{ header: { alg: 'none' } }] }, { ...box, recipients: box.recipients.map((r) => ({ ...r, header: { ...r.header, p2c: 1e9 } })) }, { ...box, iv: '***' }]) {
    assert.equal(await openJwe(hostile, letters(codes[0])), undefined);
  }
});

test('a code is read as people type it', () => {
  const [code] = codes;
  const plainCode = code.replaceAll('-', '');
  for (const typed of [code, code.toLowerCase(), ` ${code.replaceAll('-', ' ')}\n`, code.replaceAll('-', '\u2013'), plainCode.replaceAll('0', 'o').replaceAll('1', 'l')]) {
    assert.deepEqual(parseCode(typed), { code: plainCode });
  }
  for (const [typed, wrong] of [['', 'length'], [code.slice(0, -1), 'length'], [code + '1', 'length'], ['U' + code.slice(1), 'letter'], ['é' + code.slice(1), 'letter']]) {
    assert.deepEqual(parseCode(typed), { wrong });
  }
  for (let i = 0; i < plainCode.length; i++) {
    for (const letter of '0123456789ABCDEFGHJKMNPQRSTVWXYZ') {
      if (letter !== plainCode[i]) assert.deepEqual(parseCode(plainCode.slice(0, i) + letter + plainCode.slice(i + 1)), { wrong: 'typed' });
    }
  }
});
