/** The domain of an e-mail address. */

/** Characters of an address (RFC 5321: 64 before the at sign, 255 after it). */
const maxLength = 320;
const domainPattern = /^(?:[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}])?\.)+[\p{L}\p{M}\p{N}-]{2,63}$/u;

/**
 * Returns the domain of an e-mail address in lower case and NFKC, without a final dot; undefined for what is no address. Angle brackets with a name before
 * them and `mailto:` are read.
 *
 * @example emailDomain('Sales <Sales@Example.COM>') // 'example.com'
 */
export function emailDomain(email: string): string | undefined {
  if (email.length > maxLength) return undefined;
  const at = email.lastIndexOf('@');
  if (at < 1) return undefined;
  const domain = email
    .slice(at + 1)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[>\s.]+$/, '')
    .trim();
  return domain.length <= 255 && domainPattern.test(domain) ? domain : undefined;
}
