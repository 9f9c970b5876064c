import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isPublicAddress } from './public-address.ts';
import { parseTarget, refuseUnlessPossible, targetOf } from './target.ts';
import { outboundFor, PUBLIC, reasonOf } from './testing/outbound.ts';
import { refusalOf } from './vet.ts';

/** Every name resolves to a public address, so what is refused here is refused for what it is. */
describe.each([
  ['loopback', ['127.0.0.1', '127.1', '127.0.1', '127.0.0.1.', '127.255.255.254', '127.0.0.53']],
  [
    'a number',
    ['2130706433', '0x7f000001', '017700000001', '0x7f.1', '0177.0.0.1', '0x7f.0x0.0x0.0x1', '00177.0.0.01'],
  ],
  ['mixed bases', ['127.0x0.0.1', '0300.0250.0.1', '0xc0.168.1', '3232235777', '0xA9FEA9FE', '0251.0376.0251.0376']],
  ['short forms', ['10.1', '192.168.1', '0', '0.0', '1', '127.65535', '169.254.43518']],
  ['this network', ['0.0.0.0', '0.1.2.3', '0.255.255.255']],
  ['private', ['10.0.0.1', '10.255.255.255', '172.16.0.1', '172.31.255.255', '192.168.0.1', '192.168.255.255']],
  ['link local', ['169.254.0.1', '169.254.255.255', '[fe80::1]', '[febf::1]', '[fec0::1]']],
  ['carrier-grade NAT', ['100.64.0.1', '100.127.255.255', '100.100.100.200']],
  [
    'metadata',
    ['169.254.169.254', '169.254.170.2', '168.63.129.16', '192.0.0.192', '[fd00:ec2::254]', '[fd20:ce::254]'],
  ],
  [
    'metadata by name',
    [
      'metadata.google.internal',
      'metadata',
      'instance-data',
      'instance-data.ec2.internal',
      'METADATA.Google.Internal.',
    ],
  ],
  ['protocol assignments', ['192.0.0.1', '192.0.0.170', '192.31.196.1', '192.52.193.1', '192.175.48.1', '192.88.99.1']],
  [
    'benchmarks and documents',
    [
      '198.18.0.1',
      '198.19.255.255',
      '192.0.2.1',
      '198.51.100.1',
      '203.0.113.1',
      '[2001:db8::1]',
      '[3fff::1]',
      '[2001:2::1]',
    ],
  ],
  ['multicast and broadcast', ['224.0.0.1', '239.255.255.255', '255.255.255.255', '[ff02::1]', '[ff0e::1]']],
  [
    'reserved',
    ['240.0.0.1', '254.255.255.255', '[4000::1]', '[8000::1]', '[::2]', '[100::1]', '[5f00::1]', '[1fff::1]'],
  ],
  ['IPv6 of this machine', ['[::1]', '[0:0:0:0:0:0:0:1]', '[::0001]', '[::]', '[0000::]']],
  [
    'IPv4 inside IPv6',
    [
      '[::ffff:127.0.0.1]',
      '[::ffff:7f00:1]',
      '[::ffff:93.184.216.34]',
      '[::127.0.0.1]',
      '[::7f00:1]',
      '[::ffff:0:127.0.0.1]',
    ],
  ],
  [
    'NAT64, 6to4, Teredo',
    [
      '[64:ff9b::7f00:1]',
      '[64:ff9b:1::1]',
      '[2002:7f00:1::]',
      '[2002:5db8:d822::1]',
      '[2001:0:7f00:1::1]',
      '[2001::1]',
    ],
  ],
  [
    'ULA and odd prefixes',
    ['[fc00::1]', '[fdff::1]', '[2001:10::1]', '[2001:20::1]', '[2001:30::1]', '[2620:4f:8000::1]', '[2001:4:112::1]'],
  ],
  ['zone ids', ['[fe80::1%25eth0]', '[fe80::1%eth0]', '[2606:4700::1%25eth0]', '[::1%25lo]']],
  [
    'full width and other digits',
    ['１２７.0.0.1', '127。0。0。1', '127．0．0．1', '１２７。０。０。１', '①②⑦.0.0.1', '１６９.２５４.１６９.２５４'],
  ],
  [
    'percent encodings',
    [
      '%31%32%37.0.0.1',
      '127%2e0%2e0%2e1',
      '%6c%6f%63%61%6c%68%6f%73%74',
      '%EF%BC%91%EF%BC%92%EF%BC%97.0.0.1',
      '127.0.0.1%00',
      'a%2fb.com',
    ],
  ],
  [
    'names of this machine',
    ['localhost', 'LOCALHOST', 'localhost.', 'a.localhost', 'localhost.localdomain', 'ｌｏｃａｌｈｏｓｔ', 'ⓛⓞⓒⓐⓛⓗⓞⓢⓣ'],
  ],
  [
    'names of this network',
    [
      'db',
      'printer.local',
      'vault.internal',
      'x.home.arpa',
      'api.default.svc',
      'kubernetes.default.svc.cluster.local',
      'git.corp',
      'nas.lan',
      'router.home',
      'x.onion',
      'a.test',
      'a.invalid',
    ],
  ],
  [
    'no host',
    [
      '',
      '.',
      '..',
      '%',
      ' ',
      '[',
      '[]',
      '[::1',
      '[g::1]',
      '256.256.256.256',
      '1.2.3.4.5',
      '127.0.0.1.1',
      '0x.0x.0',
      'a b.com',
      'a\u0000.com',
    ],
  ],
] as const)('%s', (_what, hosts) => {
  test.each(hosts)('https://%s/ is refused and nothing is connected to', async (host) => {
    const outbound = outboundFor({ connectMs: 1 });
    expect(await reasonOf(outbound.fetch(`https://${host}/`, { purpose: 'tool' }))).toBe('refused');
  });
});

test.each([
  'file:///etc/passwd',
  'gopher://example.com/',
  'ftp://example.com/',
  'data:text/plain,x',
  'ws://example.com/',
  'javascript:alert(1)',
  'blob:https://example.com/x',
  '//example.com',
  'example.com',
  '/x',
  '',
  'https:',
  'https://',
  'https://user@example.com/',
  'https://user:pass@example.com/',
  'https://:pass@example.com/',
  'https://example.com@127.0.0.1/',
  'https://127.0.0.1#@example.com/',
  'https://127.0.0.1?@example.com/',
  'https://127.0.0.1\\@example.com/',
  'http://example.com/',
  'https://example.com:22/',
  'https://example.com:8443/',
  'https://example.com:0/',
  'https://example.com:65536/',
  'https:\\\\127.0.0.1\\',
  'https:/127.0.0.1/',
  ' https://127.0.0.1/',
  'ht\ntps://127.0.0.1/',
])('%j is refused', async (url) => {
  expect(await reasonOf(outboundFor({ connectMs: 1 }).fetch(url, { purpose: 'tool' }))).toBe('refused');
});

const verdict = (text: string, address: string, plainHttp = false) => {
  const target = targetOf(parseTarget(text));
  refuseUnlessPossible(target, []);
  return refusalOf(target, address, plainHttp, { allowed: [], ownAddresses: () => ['93.184.216.99'] });
};

test.each([
  ['https://example.com/', PUBLIC],
  ['https://example.com./', PUBLIC],
  ['https://EXAMPLE.com:443/a?b#c', PUBLIC],
  ['https://example.com:80/', PUBLIC],
  ['https://b\u00fccher.example.com/', PUBLIC],
  ['https://xn--bcher-kva.example.com/', PUBLIC],
  ['https://\uff45xample.com/', PUBLIC],
  ['https://localhost.example.com/', PUBLIC],
  ['https://127.0.0.1.example.com/', PUBLIC],
  ['https://internal.example.com/', PUBLIC],
  ['https://93.184.216.34/', PUBLIC],
  ['https://1572395042/', PUBLIC],
  ['https://[2606:2800:220:1:248:1893:25c8:1946]/', '2606:2800:220:1:248:1893:25c8:1946'],
  ['https://dns.example.com/', '2001:4860:4860::8888'],
  ['https://nine.example.com/', '9.255.255.255'],
  ['https://eleven.example.com/', '11.0.0.0'],
  ['https://edge.example.com/', '172.32.0.0'],
  ['https://edge.example.com/', '100.128.0.0'],
  ['https://edge.example.com/', '198.20.0.0'],
  ['https://edge.example.com/', '223.255.255.255'],
])('%s at %s is public', (url, address) => {
  expect(verdict(url, address)).toBeUndefined();
});

test('plain http to a public address is for those who declare it', () => {
  expect(verdict('http://example.com/', PUBLIC, true)).toBeUndefined();
  expect(verdict('http://example.com/', PUBLIC)?.message).toBe(
    'http://example.com is not encrypted. Give its https:// address.',
  );
});

test('an address of this machine is refused though it is public', () => {
  expect(verdict('https://example.com/', '93.184.216.99')?.reason).toBe('refused');
});

test('the sentence says what an operator could do, and not what the name means inside', () => {
  const refused = verdict('https://db.example.com/secret?token=x', '10.1.2.3');
  expect(refused?.message).toBe(
    'https://db.example.com is not on the public internet. An operator may allow it: HOLDFAST_OUTBOUND_ALLOW=db.example.com:443.',
  );
  expect(refused?.details.cause).toMatchObject({ message: 'It resolved to 10.1.2.3' });
});

test('however an address is spelt, its IPv4 form and the IPv6 forms that carry it are judged alike or refused', () => {
  const hex = (byte: number): string => byte.toString(16).padStart(2, '0');
  fc.assert(
    fc.property(fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255), fc.nat(255)), ([a, b, c, d]) => {
      const dotted = `${a}.${b}.${c}.${d}`;
      const number = ((a * 256 + b) * 256 + c) * 256 + d;
      const spellings = [
        dotted,
        String(number),
        `0x${number.toString(16)}`,
        `0${number.toString(8)}`,
        `${a}.${b}.${c * 256 + d}`,
        `0x${hex(a)}.0${b.toString(8)}.${c}.0x${hex(d)}`,
      ];
      for (const spelling of spellings) expect(targetOf(parseTarget(`https://${spelling}/`)).host).toBe(dotted);
      const groups = `${hex(a)}${hex(b)}:${hex(c)}${hex(d)}`;
      for (const prefix of ['::', '::ffff:', '::ffff:0:', '64:ff9b::', '64:ff9b:1::'])
        expect(isPublicAddress(`${prefix}${groups}`)).toBe(false);
      expect(isPublicAddress(`2002:${groups}::1`)).toBe(false);
    }),
    { numRuns: 500 },
  );
});

test('whatever text is given as a URL, it is refused or it names a host that was vetted', async () => {
  const outbound = outboundFor({ resolve: async () => ['10.0.0.1'], connectMs: 1 });
  const piece = fc.oneof(
    fc.constantFrom(
      'https://',
      'http://',
      '//',
      '@',
      ':',
      '[',
      ']',
      '%',
      '127.0.0.1',
      '::1',
      '0x7f',
      '.',
      '\\',
      '#',
      '?',
      'localhost',
      '\u3002',
    ),
    fc.string({ unit: 'binary', maxLength: 4 }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 8 }), async (pieces) => {
      const failed = await reasonOf(outbound.fetch(pieces.join(''), { purpose: 'tool', plainHttp: true }));
      // text may happen to be the number of a public address
      const url = URL.parse(pieces.join(''));
      const isLiteral = url !== null && isPublicAddress(url.hostname.replace(/^\[|\]$/g, ''));
      expect(isLiteral || failed === 'refused').toBe(true);
    }),
    { numRuns: 150 },
  );
}, 30_000);
