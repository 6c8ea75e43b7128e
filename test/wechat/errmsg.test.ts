import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseErrmsg } from '../../src/wechat/errmsg.ts';

describe('given an errmsg, expect its parts', () => {
  test.each([
    [
      'invalid openid rid: 66f3bd4d-25a283a9-73c6a452',
      { text: 'invalid openid', rid: '66f3bd4d-25a283a9-73c6a452' },
    ],
    ['x hint: [9.ZaUa0975vr21]', { text: 'x', hint: '9.ZaUa0975vr21' }],
    [
      'x hint: [4hEDR0I2e-OQxxgA] rid: 61123150-1bf2ec94-0441cc67',
      { text: 'x', hint: '4hEDR0I2e-OQxxgA', rid: '61123150-1bf2ec94-0441cc67' },
    ],
    ['', { text: '' }],
    [undefined, { text: '' }],
    [7, { text: '' }],
  ])('%j', (errmsg, parts) => {
    expect(parseErrmsg(errmsg)).toEqual(parts);
  });

  test.each([
    ['invalid ip 203.0.113.219, not in whitelist hint: [KJZfAa0644e575]', '203.0.113.219'],
    ['invalid ip 203.0.113.14 ipv6 ::ffff:203.0.113.14, not in whitelist', '203.0.113.14'],
    ['invalid ip 2001:db8::7, not in whitelist', '2001:db8::7'],
    ['invalid ip 999.0.113.14, not in whitelist', undefined],
    ['invalid ip $(reboot), not in whitelist', undefined],
  ])('the address in %j', (errmsg, ip) => {
    expect(parseErrmsg(errmsg).ip).toBe(ip);
  });
});

describe('given hostile text, expect one safe line', () => {
  test('terminal codes, line breaks and direction overrides are shown, not obeyed', () => {
    expect(parseErrmsg('ok\n::error::x\u001b[2J\u202e').text).toBe('ok\\u{A}::error::x\\u{1B}[2J\\u{202E}');
  });

  test('a text without end is cut', () => {
    expect([...parseErrmsg('错 '.repeat(5000)).text]).toHaveLength(201);
  });

  test.each([
    ['a token in a query', 'bad request /x?access_token=67_abc-DEF&y=1', '67_abc-DEF'],
    ['a token in JSON', '{"access_token":"67_abc-DEF"}', '67_abc-DEF'],
    ['a secret by its name', 'secret=s3cr3t-value', 's3cr3t-value'],
    ['a bare AppSecret', 'got 0123456789abcdef0123456789abcdef', '0123456789abcdef0123456789abcdef'],
    ['a percent-encoded token', `t ${'%41'.repeat(40)}`, '%41%41'],
  ])('%s is not repeated', (_title, errmsg, secret) => {
    const { text } = parseErrmsg(errmsg);
    expect(text).toContain('[redacted]');
    expect(text).not.toContain(secret);
  });

  test('whatever it is, it stays printable and short', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (errmsg) => {
        const { text } = parseErrmsg(errmsg);
        expect(text).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u);
        expect([...text].length).toBeLessThanOrEqual(201);
      }),
    );
  });
});
