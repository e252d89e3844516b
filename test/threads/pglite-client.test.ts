import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PgliteClient } from '../../src/threads/pglite-client.ts';

let owner: PgliteClient;
beforeAll(async () => {
  owner = await PgliteClient.open(undefined);
  await owner.query('create table note (text text)', []);
});
afterAll(() => owner.close());

const count = async (client: PgliteClient): Promise<number> =>
  ((await client.query('select count(*) as n from note', [])).rows[0] as { n: number }).n;

describe('PgliteClient', () => {
  it('lets another thread ask the same database', async () => {
    const guest = PgliteClient.over(owner.share());
    await guest.query('insert into note values ($1)', ['a']);
    expect(await count(owner)).toBe(1);
    await guest.close();
    await expect(guest.query('select 1', [])).rejects.toThrow('ended');
    expect(await count(owner)).toBe(1);
  });

  it('gives the session to one after the other, so that transactions do not mix', async () => {
    const guest = PgliteClient.over(owner.share());
    await owner.hold();
    await owner.query('begin', []);
    await owner.query("insert into note values ('mine')", []);
    let isGuestIn = false;
    const entering = guest.hold().then(() => {
      isGuestIn = true;
    });
    await owner.query('rollback', []);
    expect(isGuestIn).toBe(false);
    await owner.free();
    await entering;
    expect(await count(guest)).toBe(1);
    await guest.free();
    await guest.close();
  });

  it('takes back what a thread that died had begun, and goes on', async () => {
    const port = owner.share();
    const guest = PgliteClient.over(port);
    await guest.hold();
    await guest.query('begin', []);
    await guest.query("insert into note values ('lost')", []);
    port.close();
    await owner.hold();
    expect(await count(owner)).toBe(1);
    await owner.free();
  });

  it('tells errors with their codes, and answers after them', async () => {
    await expect(owner.query('select * from nowhere', [])).rejects.toMatchObject({ code: '42P01' });
    expect(await count(owner)).toBe(1);
  });
});
