import { expect, it } from 'vitest';
import { SqlPool } from '../../src/queues/sql-pool.ts';
import type { SqlNotification, SqlSession } from '../../src/queues/sql-session.ts';

function fakeSession() {
  const asked: string[] = [];
  const listeners = new Set<{ onMessage: (message: SqlNotification) => void; onLost: (error: Error) => void }>();
  const session: SqlSession = {
    query: async (sql) => {
      asked.push(sql);
      return { rows: [], rowCount: 0 };
    },
    listen: async (_, onMessage, onLost) => {
      const listener = { onMessage, onLost };
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  return { asked, listeners, pool: new SqlPool(session) };
}

it('gives each client its messages until it is released', async () => {
  const { listeners, pool, asked } = fakeSession();
  const client = await pool.connect();
  const heard: unknown[] = [];
  client.on('notification', (message) => heard.push(message));
  await client.query('-- a comment\nLISTEN bullmq_jobs;\n');
  const message = { channel: 'bullmq_jobs', payload: 'rescore' };
  for (const { onMessage } of listeners) onMessage(message);
  client.release();
  expect(listeners.size).toBe(0);
  expect(heard).toEqual([message]);
  expect(asked).toEqual([]);
});

it('tells a client that messages may have been missed, and throws at nobody who does not listen', async () => {
  const { listeners, pool } = fakeSession();
  const client = await pool.connect();
  await client.query('LISTEN bullmq_jobs');
  const lose = () => {
    for (const { onLost } of listeners) onLost(new Error('gone'));
  };
  lose();
  const heard: string[] = [];
  client.on('error', (error: Error) => heard.push(error.message));
  lose();
  expect(heard).toEqual(['gone']);
});

it('holds no transactions and sets no names, since clients share what is beneath', async () => {
  const { pool, asked } = fakeSession();
  const client = await pool.connect();
  await expect(client.query('BEGIN')).rejects.toMatchObject({ code: 'internal' });
  await client.query("SELECT set_config('application_name', $1, false)", ['rescore']);
  await client.query('SELECT 1');
  expect(asked).toEqual(['SELECT 1']);
});
