/** The public keys of this installation. */
import type { ExchangeCard } from '../../formats/exchange/exchange-card.ts';
import type { Ports } from '../ports.ts';

/** Returns the card that partners need: whom to encrypt to, and by which key this installation signs. Both are made on first use. */
export async function makeExchangeCard(ports: Pick<Ports, 'exchangeKeys'>, name: string): Promise<ExchangeCard> {
  const { publicKey } = await ports.exchangeKeys.signingKey();
  return {
    touchstoneExchange: 1,
    name,
    recipient: await ports.exchangeKeys.recipient(),
    signingKey: Buffer.from(publicKey).toString('base64'),
  };
}
