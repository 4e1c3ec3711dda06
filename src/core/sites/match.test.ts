import { describe, expect, it } from 'vitest';
import { matchAddress, matchEntry } from './match.ts';
import { mayName, pageKey } from './page-key.ts';
import { domainOf, readAddresses } from './site.ts';

type Verdict = number | 'other-site' | 'insecure';

function verdict(stored: string, page: string): Verdict {
  const match = matchEntry(stored, new URL(page));
  return match.offer ? match.strength : match.why;
}

const ownSite: [string, string, Verdict][] = [
  ['https://bank.com', 'https://bank.com/', 4],
  ['https://bank.com/', 'https://bank.com/login?next=/a#b', 4],
  ['bank.com', 'https://bank.com/', 4],
  ['//bank.com/x', 'https://bank.com/', 4],
  ['BANK.com', 'https://bank.com/', 4],
  ['HTTPS://Bank.Com/Login', 'https://BANK.COM/', 4],
  ['https:bank.com', 'https://bank.com/', 4],
  ['bank.com.', 'https://bank.com/', 4],
  ['https://bank.com', 'https://bank.com./', 4],
  ['bank.com/login', 'https://bank.com/', 4],
  ['bank.com?x=https://evil.com', 'https://bank.com/', 4],
  ['bank.com/go/https://evil.com', 'https://bank.com/', 4],
  ['https://bank.com', 'https://user:pass@bank.com/', 4],
  ['https://user:pass@bank.com', 'https://bank.com/', 4],
  ['*.bank.com', 'https://bank.com/', 4],
  ['https://*.bank.com', 'https://login.bank.com/', 2],
  ['https://bank.com', 'https://bank.com:8443/', 3],
  ['https://bank.com', 'https://login.bank.com/', 2],
  ['https://login.bank.com', 'https://bank.com/', 2],
  ['https://login.bank.com', 'https://www.bank.com/', 1],
  ['https://a.b.c.bank.com', 'https://b.c.bank.com/', 2],
  ['https://www.bank.co.uk', 'https://bank.co.uk/', 2],
  ['bank.co.uk', 'https://a.b.bank.co.uk/', 2],
  ['https://sparkasse.de', 'https://banking.sparkasse.de/', 2],
  ['https://bücher.example.com', 'https://xn--bcher-kva.example.com/', 4],
  ['xn--mnchen-3ya.de', 'https://münchen.de/', 4],
  ['MÜNCHEN.de', 'https://www.xn--mnchen-3ya.de/', 2],
  ['食狮.公司.cn', 'https://www.xn--85x722f.xn--55qx5d.cn/', 2],
  ['https://city.kobe.jp', 'https://www.city.kobe.jp/', 2],
  ['https://www.ck', 'https://mail.www.ck/', 2],
  ['https://shop.test', 'https://shop.test/', 4],
  ['https://x.kawasaki.jp', 'https://x.kawasaki.jp/', 4],
  ['https://city.kawasaki.jp', 'https://a.city.kawasaki.jp/', 2],
];

const otherSites: [string, string, Verdict][] = [
  ['https://bank.com', 'https://evil.com/', 'other-site'],
  ['https://bank.com', 'https://evilbank.com/', 'other-site'],
  ['https://evilbank.com', 'https://bank.com/', 'other-site'],
  ['https://bank.com', 'https://bank.com.evil.com/', 'other-site'],
  ['https://bank.com', 'https://bank.com@evil.com/', 'other-site'],
  ['https://bank.com', 'https://bank.com%40evil.com@evil.com/', 'other-site'],
  ['https://bank.com', 'https://evil.com/bank.com', 'other-site'],
  ['https://bank.com', 'https://evil.com/?https://bank.com', 'other-site'],
  ['https://bank.com', 'https://evil.com/#https://bank.com', 'other-site'],
  ['https://bank.com', 'https://evil.com\\@bank.com/', 'other-site'],
  ['https://bank.com', 'https://bank.co/', 'other-site'],
  ['https://bank.com', 'https://bank.net/', 'other-site'],
  ['https://bank.com', 'https://bank-com.com/', 'other-site'],
  ['https://bank.com', 'https://bankk.com/', 'other-site'],
  ['https://bank.com', 'https://com/', 'other-site'],
  ['bank.co.uk', 'https://evil.co.uk/', 'other-site'],
  ['co.uk', 'https://bank.co.uk/', 'other-site'],
  ['https://bank.co.uk', 'https://co.uk/', 'other-site'],
  ['com', 'https://bank.com/', 'other-site'],
  ['https://bank.com.au', 'https://shop.com.au/', 'other-site'],
  ['https://a.ck', 'https://b.ck/', 'other-site'],
  ['https://x.a.ck', 'https://y.a.ck/', 'other-site'],
  ['https://www.ck', 'https://a.ck/', 'other-site'],
  ['https://a.c.kobe.jp', 'https://b.c.kobe.jp/', 'other-site'],
  ['https://city.kobe.jp', 'https://other.kobe.jp/', 'other-site'],
  ['https://city.kawasaki.jp', 'https://x.kawasaki.jp/', 'other-site'],
  ['https://a.x.kawasaki.jp', 'https://b.x.kawasaki.jp/', 'other-site'],
  ['https://аpple.com', 'https://apple.com/', 'other-site'],
  ['https://apple.com', 'https://xn--pple-43d.com/', 'other-site'],
  ['https://食狮.公司.cn', 'https://other.xn--55qx5d.cn/', 'other-site'],
  ['https://a.shop.test', 'https://shop.test/', 'other-site'],
  ['https://shop.test', 'https://other.test/', 'other-site'],
  ['https://a..com', 'https://b..com/', 'other-site'],
  ['https://bank.com', 'https://bank.com../', 'other-site'],
  ['', 'https://bank.com/', 'other-site'],
  ['   ', 'https://bank.com/', 'other-site'],
  ['https://', 'https://bank.com/', 'other-site'],
  ['https://[', 'https://bank.com/', 'other-site'],
  ['bank', 'https://bank.com/', 'other-site'],
  ['ann@bank.com', 'https://bank.com/', 'other-site'],
  ['mailto:ann@bank.com', 'https://bank.com/', 'other-site'],
  ['ftp://bank.com', 'https://bank.com/', 'other-site'],
  ['androidapp://bank.com', 'https://bank.com/', 'other-site'],
  ['javascript:alert(1)', 'https://bank.com/', 'other-site'],
  ['https://bank.com:99999', 'https://bank.com/', 'other-site'],
  ['https://ba nk.com', 'https://nk.com.evil.com/', 'other-site'],
  ['https://bank.com@evil.com', 'https://bank.com/', 'other-site'],
];

const sharedHosting: [string, string, Verdict][] = [
  ['https://alice.github.io', 'https://alice.github.io/', 4],
  ['https://alice.github.io', 'https://alice.github.io/repo', 4],
  ['https://alice.github.io', 'https://bob.github.io/', 'other-site'],
  ['https://alice.github.io', 'https://github.io/', 'other-site'],
  ['https://github.io', 'https://github.io/', 4],
  ['https://github.io', 'https://alice.github.io/', 'other-site'],
  ['https://x.alice.github.io', 'https://alice.github.io/', 'other-site'],
  ['https://one.s3.amazonaws.com', 'https://two.s3.amazonaws.com/', 'other-site'],
  ['https://s3.amazonaws.com', 'https://one.s3.amazonaws.com/', 'other-site'],
  ['https://s3.amazonaws.com', 'https://s3.amazonaws.com/one', 4],
  ['https://aws.amazon.com', 'https://one.s3.amazonaws.com/', 'other-site'],
  ['https://amazonaws.com', 'https://one.s3.amazonaws.com/', 'other-site'],
  ['https://one.blogspot.com', 'https://two.blogspot.com/', 'other-site'],
  ['https://one.pages.dev', 'https://two.pages.dev/', 'other-site'],
  ['https://one.herokuapp.com', 'https://two.herokuapp.com/', 'other-site'],
  ['https://one.duckdns.org', 'https://two.duckdns.org/', 'other-site'],
  ['https://one.duckdns.org', 'https://one.duckdns.org/', 4],
  ['https://one.cloudfront.net', 'https://two.cloudfront.net/', 'other-site'],
  ['https://one.netlify.app', 'https://two.netlify.app/', 'other-site'],
  ['https://10-0-0-1.nip.io', 'https://6-6-6-6.nip.io/', 'other-site'],
  ['https://10-0-0-1.nip.io', 'https://10-0-0-1.nip.io/', 4],
  ['https://nip.io', 'https://6-6-6-6.nip.io/', 'other-site'],
  ['https://a.10-0-0-1.sslip.io', 'https://b.10-0-0-1.sslip.io/', 'other-site'],
];

const hostsAlone: [string, string, Verdict][] = [
  ['http://192.168.1.10', 'http://192.168.1.10/', 4],
  ['192.168.1.10', 'http://192.168.1.10/', 4],
  ['192.168.1.10', 'https://192.168.1.10/', 4],
  ['192.168.1.10', 'http://192.168.1.10:8080/', 3],
  ['192.168.1.10:8080', 'http://192.168.1.10:8080/', 4],
  ['192.168.1.10:8080', 'http://192.168.1.10/', 'other-site'],
  ['192.168.1.10', 'http://192.168.1.11/', 'other-site'],
  ['168.1.10', 'http://192.168.1.10/', 'other-site'],
  ['1.2.3.4', 'https://9.2.3.4/', 'other-site'],
  ['1.2.3.4', 'https://x.1.2.3.4.evil.com/', 'other-site'],
  ['https://1.2.3.4', 'https://0x1.2.3.4/', 4],
  ['https://1.2.3.4', 'https://16909060/', 4],
  ['https://010.8.8.8', 'https://8.8.8.8/', 4],
  ['[::1]', 'http://[::1]/', 4],
  ['http://[::1]:3000', 'http://[0:0:0:0:0:0:0:1]:3000/', 4],
  ['[::1]', 'http://[::2]/', 'other-site'],
  ['https://[2001:db8::1]', 'https://[2001:db8::1]/', 4],
  ['[2001:db8::1]', 'http://[2001:db8::1]/', 'insecure'],
  ['[fe80::1]', 'http://[fe80::1]/', 4],
  ['[fd00::1]', 'http://[fd00::1]/', 4],
  ['localhost', 'http://localhost/', 4],
  ['localhost:3000', 'http://localhost:3000/', 4],
  ['localhost:3000', 'http://localhost:4000/', 'other-site'],
  ['localhost', 'http://localhost:3000/', 3],
  ['https://localhost', 'http://localhost/', 4],
  ['http://127.0.0.1', 'http://localhost/', 'other-site'],
  ['app.localhost', 'http://app.localhost/', 4],
  ['app.localhost', 'http://evil.localhost/', 'other-site'],
  ['nas', 'http://nas/', 4],
  ['nas', 'https://nas/', 4],
  ['nas', 'http://nas:5000/', 3],
  ['nas', 'http://nas.evil.com/', 'other-site'],
  ['nas', 'http://xnas/', 'other-site'],
  ['https://nas', 'http://nas/', 'insecure'],
  ['nas.local', 'http://nas.local/', 4],
  ['nas.local', 'http://tv.local/', 'other-site'],
  ['https://nas.local', 'http://nas.local/', 'insecure'],
  ['nas.home.arpa', 'http://nas.home.arpa/', 4],
  ['wiki.internal', 'http://wiki.internal/', 4],
];

const schemesAndPorts: [string, string, Verdict][] = [
  ['https://bank.com', 'http://bank.com/', 'insecure'],
  ['https://bank.com', 'http://www.bank.com/', 'insecure'],
  ['bank.com', 'http://bank.com/', 'insecure'],
  ['bank.com/login', 'http://login.bank.com/', 'insecure'],
  ['//bank.com', 'http://bank.com/', 'insecure'],
  ['http://bank.com', 'http://bank.com/', 4],
  ['HTTP://bank.com', 'http://bank.com/', 4],
  ['http://bank.com', 'http://www.bank.com/', 2],
  ['http://bank.com', 'https://bank.com/', 4],
  ['http://bank.com', 'https://login.bank.com/', 2],
  ['http://bank.com:80', 'https://bank.com/', 4],
  ['http://bank.com:8080', 'https://bank.com/', 'other-site'],
  ['http://bank.com:8080', 'http://bank.com:8080/', 4],
  ['https://bank.com:443', 'https://bank.com/', 4],
  ['https://bank.com:443', 'https://bank.com:8443/', 'other-site'],
  ['https://bank.com:8443', 'https://bank.com:8443/', 4],
  ['https://bank.com:8443', 'https://bank.com/', 'other-site'],
  ['https://bank.com:8443', 'https://www.bank.com:8443/', 2],
  ['https://bank.com:8443', 'http://bank.com:8443/', 'insecure'],
  ['bank.com:8443', 'https://bank.com:8443/', 4],
  ['bank.com:443', 'https://bank.com/', 4],
  ['nas:443', 'http://nas/', 'other-site'],
  ['8.8.8.8', 'http://8.8.8.8/', 'insecure'],
  ['172.15.0.1', 'http://172.15.0.1/', 'insecure'],
  ['172.16.0.1', 'http://172.16.0.1/', 4],
  ['https://10.0.0.1', 'http://10.0.0.1/', 'insecure'],
  ['https://127.0.0.1', 'http://127.0.0.1/', 4],
  ['127.evil.com', 'http://127.evil.com/', 'insecure'],
  ['10.0.0.1.evil.com', 'http://10.0.0.1.evil.com/', 'insecure'],
  ['localhost.evil.com', 'http://localhost.evil.com/', 'insecure'],
  ['https://bank.com', 'ftp://bank.com/', 'other-site'],
  ['https://bank.com', 'file:///bank.com', 'other-site'],
  ['https://bank.com', 'blob:https://bank.com/0d2f', 'other-site'],
  ['https://bank.com', 'filesystem:https://bank.com/x', 'other-site'],
  ['https://bank.com', 'data:text/html,bank.com', 'other-site'],
  ['https://bank.com', 'about:blank', 'other-site'],
  ['https://bank.com', 'chrome-extension://bank.com/', 'other-site'],
  ['https://bank.com', 'view-source:https://bank.com/', 'other-site'],
  ['https://bank.com', 'javascript:bank.com', 'other-site'],
  ['https://bank.com', 'ws://bank.com/', 'other-site'],
];

const several: [string, string, Verdict][] = [
  ['https://one.com https://two.com', 'https://two.com/', 4],
  ['https://one.com\nhttps://two.com\n', 'https://one.com/', 4],
  ['one.com, two.com', 'https://two.com/', 4],
  ['one.com,two.com;three.com', 'https://three.com/', 4],
  ['https://one.com/a,https://two.com/b', 'https://two.com/', 4],
  ['https://one.com/a,two.com', 'https://two.com/', 'other-site'],
  ['one.com;https://two.com', 'https://one.com/', 4],
  ['https://one.com http://one.com', 'http://one.com/', 4],
  ['https://one.com https://two.com', 'http://two.com/', 'insecure'],
  ['https://other.com https://www.one.com https://one.com', 'https://one.com/', 4],
  ['broken:// [x] https://one.com', 'https://one.com/', 4],
];

const cases = [...ownSite, ...otherSites, ...sharedHosting, ...hostsAlone, ...schemesAndPorts, ...several];

describe('a login', () => {
  it.each(cases)('stored for %j is answered on %s with %s', (stored, page, expected) => {
    expect(verdict(stored, page)).toBe(expected);
  });

  it.each(cases.filter(([, , expected]) => expected !== 'other-site'))('stored for %j is not passed over on %s', (stored, page) => {
    expect(mayName(stored, pageKey(new URL(page)))).toBe(true);
  });

  it.each(['https://0x1.2.3.4', '1.2.772', 'http://16909060/', '01.02.03.04', '0X01020304'])('stored for an IPv4 address as %j is not passed over', (stored) => {
    const page = new URL('https://1.2.3.4/');
    expect(verdict(stored, page.href)).not.toBe('other-site');
    expect(mayName(stored, pageKey(page))).toBe(true);
  });

  it.each(['https://other.com', '', 'https://bank.co'])('stored for %j is passed over unread', (stored) => {
    expect(mayName(stored, 'bank.com')).toBe(false);
  });

  it('is offered in its own right and not by its neighbours', () => {
    const [address] = readAddresses('https://bank.com');
    expect(address && matchAddress(address, new URL('https://bank.com'))).toEqual({ offer: true, strength: 4 });
  });
});

describe('the table', () => {
  it('has at least 150 cases', () => {
    expect(cases.length).toBeGreaterThanOrEqual(150);
  });
});

describe('an address field', () => {
  it('is read with what it states and nothing more', () => {
    expect(readAddresses('Login.Bank.co.uk:8443/x http://nas https://a.example.com:443')).toMatchObject([
      { scheme: null, host: 'login.bank.co.uk', port: 8443, domain: 'bank.co.uk' },
      { scheme: 'http', host: 'nas', port: null, domain: 'nas' },
      { scheme: 'https', host: 'a.example.com', port: 'usual', domain: 'example.com' },
    ]);
  });

  it('is not cut in the middle of an address', () => {
    expect(readAddresses(`${'x'.repeat(8177)} https://evil.com`)).toHaveLength(0);
  });

  it('may be huge without being read for long', () => {
    const started = performance.now();
    expect(readAddresses('a,'.repeat(1_000_000)).length).toBeLessThanOrEqual(50);
    expect(readAddresses(`https://${'a.'.repeat(1_000_000)}`)).toEqual([]);
    expect(performance.now() - started).toBeLessThan(500);
  });
});

describe('the domain of a host', () => {
  // From the public suffix list's own test vectors; names under unknown suffixes are meant to differ: they stay whole.
  it.each([
    ['example.com', 'example.com'], ['b.example.com', 'example.com'], ['a.b.example.com', 'example.com'], ['com', 'com'],
    ['uk.com', 'uk.com'], ['example.uk.com', 'example.uk.com'], ['b.example.uk.com', 'example.uk.com'], ['test.ac', 'test.ac'],
    ['mm', 'mm'], ['c.mm', 'c.mm'], ['b.c.mm', 'b.c.mm'], ['a.b.c.mm', 'b.c.mm'],
    ['test.jp', 'test.jp'], ['www.test.jp', 'test.jp'], ['ac.jp', 'ac.jp'], ['www.test.ac.jp', 'test.ac.jp'], ['kyoto.jp', 'kyoto.jp'],
    ['test.kyoto.jp', 'test.kyoto.jp'], ['ide.kyoto.jp', 'ide.kyoto.jp'], ['a.b.ide.kyoto.jp', 'b.ide.kyoto.jp'],
    ['c.kobe.jp', 'c.kobe.jp'], ['a.b.c.kobe.jp', 'b.c.kobe.jp'], ['www.city.kobe.jp', 'city.kobe.jp'],
    ['b.test.ck', 'b.test.ck'], ['a.b.test.ck', 'b.test.ck'], ['www.www.ck', 'www.ck'],
    ['test.us', 'test.us'], ['ak.us', 'ak.us'], ['www.test.ak.us', 'test.ak.us'], ['www.test.k12.ak.us', 'test.k12.ak.us'],
    ['www.xn--85x722f.com.cn', 'xn--85x722f.com.cn'], ['www.xn--85x722f.xn--55qx5d.cn', 'xn--85x722f.xn--55qx5d.cn'], ['xn--fiqs8s', 'xn--fiqs8s'],
    ['WwW.Example.COM', 'example.com'], ['www.example.com.', 'example.com'], ['a.alice.github.io', 'alice.github.io'],
    ['www.shop.test', 'www.shop.test'], ['1.2.3.4', '1.2.3.4'], ['[::1]', '[::1]'], ['nas', 'nas'],
  ])('%s is %s', (host, domain) => {
    expect(domainOf(host)).toBe(domain);
  });
});

it('takes no noticeable time over hostile text in an address field', () => {
  const texts = [...Array.from({ length: 10 }, () => `${'a'.repeat(8191)} b.example`), `c.example ${'a'.repeat(9000)}`, 'a@b '.repeat(3000), '%,'.repeat(4096), ',a:'.repeat(2730)];
  const begin = performance.now();
  const found = texts.flatMap((text) => readAddresses(text)).map(({ host }) => host);
  expect(performance.now() - begin).toBeLessThan(500);
  expect(found).toContain('c.example');
  expect(found).not.toContain('b.example');
});
