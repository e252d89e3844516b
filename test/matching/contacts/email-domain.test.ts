import { describe, expect, it } from 'vitest';
import { emailDomain } from '../../../src/matching/contacts/email-domain.ts';
import { isFreeMailDomain } from '../../../src/matching/contacts/is-free-mail-domain.ts';
import { edgeTexts } from '../arbitrary-texts.ts';

describe('emailDomain', () => {
  it.each([
    ['Sales <Sales@Example.COM>', 'example.com'],
    ['mailto:a@b.example.org', 'b.example.org'],
    ['a@gmail.com.', 'gmail.com'],
    ['a@b@example.com', 'example.com'],
    ['a@ｇmail.com', 'gmail.com'],
    ['a@müller.example', 'müller.example'],
  ])('%s → %s', (email, domain) => expect(emailDomain(email)).toBe(domain));
  it.each(['', '@', 'a@', '@example.com', 'a@localhost', 'a@-x.com', 'a@x..com', 'a@x y.com', 'none', ...edgeTexts])(
    'no address: %.40s',
    (email) => expect(emailDomain(email)).toBeUndefined(),
  );
  it('is soon done with a long domain', () => {
    expect(emailDomain(`a@${'a-'.repeat(150)}`)).toBeUndefined();
    expect(emailDomain(`a@${'a.'.repeat(100)}com`)).toBe(`${'a.'.repeat(100)}com`);
  });
});

describe('isFreeMailDomain', () => {
  it.each(['gmail.com', 'yahoo.co.uk', 'hotmail.com.tr', 'gmx.de', '163.com', 'mail.ru', 'outlook.fr'])(
    '%s',
    (domain) => expect(isFreeMailDomain(domain)).toBe(true),
  );
  it.each(['example.com', 'outlook.example.com', 'notgmail.com', 'yahoo.partners.example', ''])('not %s', (domain) =>
    expect(isFreeMailDomain(domain)).toBe(false),
  );
});
