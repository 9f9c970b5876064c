import { expect, test } from 'vitest';
import { newEnrolment } from './enrolment.ts';

test('the URI names issuer and account, and says what every authenticator assumes', () => {
  const { secret, otpauth_uri } = newEnrolment('ada+1@example.com', 'Holdfast at a.example:8443');
  const uri = new URL(otpauth_uri);
  expect(secret).toMatch(/^[A-Z2-7]{32}$/);
  expect(uri.host + decodeURIComponent(uri.pathname)).toBe('totp/Holdfast at a.example:8443:ada+1@example.com');
  expect(Object.fromEntries(uri.searchParams)).toEqual({
    secret,
    issuer: 'Holdfast at a.example:8443',
    algorithm: 'SHA1',
    digits: '6',
    period: '30',
  });
});

test('the QR code is a square of dark and light, with a finder in three corners', () => {
  const { qr } = newEnrolment(`${'ü'.repeat(64)}@${'x'.repeat(180)}.example`, 'Holdfast');
  expect(new Set(qr.map((row) => row.length))).toEqual(new Set([qr.length]));
  const corners = [qr.slice(0, 7).map((row) => row.slice(0, 7)), qr.slice(0, 7).map((row) => row.slice(-7))];
  const finder = ['1111111', '1000001', '1011101', '1011101', '1011101', '1000001', '1111111'];
  expect(corners).toEqual([finder, finder]);
  expect(qr.slice(-7).map((row) => row.slice(0, 7))).toEqual(finder);
});
