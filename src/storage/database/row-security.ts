/** Row-level security: the second wall around what an agency may not see, beneath every check of the program. */
import { type Kysely, sql } from 'kysely';

/** Role under which requests read and change case data. It owns nothing and cannot sign in. */
export const requestRole = 'touchstone_request';

/** Condition of rows that belong to the agency of the view; unset means no rows. */
export const ownAgency = `agency = current_setting('touchstone.agency', true)`;

/** What the role may do with a table's rows that it sees. */
type Right = 'select' | 'insert' | 'update' | 'delete';

/**
 * Puts a table behind row-level security, forced: the request role sees rows that fulfil the condition and may do with them what is listed, the owner all of them.
 * Further policies may let it see more. Texts are of the migrations, never of a request.
 * @param condition SQL over a row, which a changed row must fulfil too.
 */
export async function protectTable<T>(
  db: Kysely<T>,
  table: string,
  condition: string,
  rights: readonly Right[],
): Promise<void> {
  const statements = [
    `alter table ${table} enable row level security`,
    `alter table ${table} force row level security`,
    `create policy ${table}_view on ${table} to ${requestRole} using (${condition}) with check (${condition})`,
    // Forced security holds for the owner too; the program's own jobs, which span agencies, run as the owner.
    `do $$ begin execute format('create policy ${table}_owner on ${table} to %I using (true) with check (true)', current_user); end $$`,
    `grant ${rights.join(', ')} on ${table} to ${requestRole}`,
  ];
  for (const statement of statements) await sql.raw(statement).execute(db);
}

/** Takes a table out from behind row-level security. */
export async function unprotectTable<T>(db: Kysely<T>, table: string): Promise<void> {
  const statements = [
    `revoke all on ${table} from ${requestRole}`,
    `drop policy ${table}_owner on ${table}`,
    `drop policy ${table}_view on ${table}`,
    `alter table ${table} no force row level security`,
    `alter table ${table} disable row level security`,
  ];
  for (const statement of statements) await sql.raw(statement).execute(db);
}
